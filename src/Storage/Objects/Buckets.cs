using System.Collections.Frozen;

namespace StreamVerse.Storage.Objects;

/// <summary>The buckets. An adapter may put a prefix in front of these names.</summary>
public static class Buckets
{
    /// <summary>Uploaded sources.</summary>
    public const string Content = "content";

    /// <summary>What is made of them: segments, sprite sheets, subtitles, facts.</summary>
    public const string TranscodedProfiles = "transcoded-profiles";

    /// <summary>Copies of the relational store.</summary>
    public const string Backups = "backups";

    /// <summary>Reports for download.</summary>
    public const string AnalyticsExports = "analytics-exports";

    /// <summary>All of them.</summary>
    public static FrozenSet<string> All { get; } = FrozenSet.Create(Content, TranscodedProfiles, Backups, AnalyticsExports);
}
