using StreamVerse.Storage.Relational;

namespace StreamVerse.Grains.Playback;

/// <summary>Playback sessions in <c>streaming.streaming_sessions</c>.</summary>
internal sealed class SessionTable : GrainTable<SessionRecord>
{
    public SessionTable()
        : base("streaming", "streaming_sessions")
    {
        Promote("session_id", ColumnType.Uuid, session => session.SessionId);
        Promote("user_id", ColumnType.Uuid, session => session.UserId);
        Promote("content_id", ColumnType.Uuid, session => session.TitleId);
        Promote("org_id", ColumnType.Uuid, session => session.OrgId);
        Promote("start_time", ColumnType.Timestamp, session => session.StartedAt);
        Promote("avg_bitrate", ColumnType.BigInt, session => session.AverageBitsPerSecond);
        Promote("state", ColumnType.Text, session => StateNames.Of(session.State));
        Promote("expires_at", ColumnType.Timestamp, session => session.ExpiresAt);
    }
}
