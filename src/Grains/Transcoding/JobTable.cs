using StreamVerse.Storage.Relational;

namespace StreamVerse.Grains.Transcoding;

/// <summary>Jobs in <c>transcoding.jobs</c>.</summary>
internal sealed class JobTable : GrainTable<JobRecord>
{
    public JobTable()
        : base("transcoding", "jobs")
    {
        Promote("org_id", ColumnType.Uuid, job => job.OrgId);
        Promote("title_id", ColumnType.Uuid, job => job.TitleId);
        Promote("state", ColumnType.Text, job => StateNames.Of(job.Phase));
        Promote("created_at", ColumnType.Timestamp, job => job.CreatedAt);
    }
}
