namespace StreamVerse.Grains.Playback;

/// <summary>The stored state of a playback session.</summary>
internal sealed class SessionRecord
{
    public Guid SessionId { get; set; }

    public Guid OrgId { get; set; }

    public Guid UserId { get; set; }

    public Guid TitleId { get; set; }

    public string Version { get; set; } = "";

    /// <summary>The version's facts that the session began with.</summary>
    public int Revision { get; set; }

    public SessionState State { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>No heartbeat carries it further than this; absent in rows of earlier versions of the program.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    public DateTimeOffset? LastHeartbeatAt { get; set; }

    public double PositionSeconds { get; set; }

    public long Heartbeats { get; set; }

    public long AverageBitsPerSecond { get; set; }

    public double StallSeconds { get; set; }

    public long DroppedFrames { get; set; }
}
