using System.Collections.Immutable;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Grains.Catalog;

/// <summary>How output leaves a title: the playlists at once, the store when nobody can be playing it any more, as players of a whole title do not read its playlists again.</summary>
internal static class Retirement
{
    /// <summary>Clocks of silos and gateways may differ by this much, and a token ends at a full second.</summary>
    public static readonly TimeSpan ClockMargin = TimeSpan.FromSeconds(10);

    /// <summary>Whether a rendition has left the playlists, and its files are about to go.</summary>
    public static bool IsGoing(TitleRecord title, string renditionId) =>
        title.Presentation is { } facts && title.Retired.Exists(output => output.Folder == FolderOf(facts, renditionId));

    /// <summary>Lets the files of a rendition go that sessions may be playing.</summary>
    /// <param name="title">The title.</param>
    /// <param name="renditionId">The rendition.</param>
    /// <param name="now">The time.</param>
    /// <param name="sessionLifetime">How long a session that began just now may go on.</param>
    public static void OfRendition(TitleRecord title, string renditionId, DateTimeOffset now, TimeSpan sessionLifetime) =>
        Add(title, FolderOf(title.Presentation!, renditionId), [], now + sessionLifetime + ClockMargin, TimeSpan.Zero);

    /// <summary>Lets a whole version go that sessions may be playing.</summary>
    /// <param name="title">The title, whose facts are still those of that version.</param>
    /// <param name="jobIds">Jobs that made it.</param>
    /// <param name="now">The time.</param>
    /// <param name="sessionLifetime">How long a session that began just now may go on.</param>
    public static void OfVersion(TitleRecord title, ImmutableArray<Guid> jobIds, DateTimeOffset now, TimeSpan sessionLifetime) =>
        Add(title, $"{title.Presentation!.Version}/", jobIds, now + sessionLifetime + ClockMargin, TimeSpan.Zero);

    /// <summary>Lets files go that no facts name.</summary>
    /// <param name="title">The title.</param>
    /// <param name="folder">Where they are, see <see cref="RetiredOutput.Folder"/>.</param>
    /// <param name="jobIds">Jobs that made them, or were about to.</param>
    /// <param name="from">From then on they may go.</param>
    /// <param name="lateWrites">For how long after that something may still be stored there.</param>
    public static void Add(TitleRecord title, string folder, ImmutableArray<Guid> jobIds, DateTimeOffset from, TimeSpan lateWrites) =>
        title.Retired.Add(new RetiredOutput { Id = Guid.NewGuid(), Folder = folder, JobIds = jobIds, From = from, Until = from + lateWrites });

    private static string FolderOf(Presentation facts, string renditionId) => $"{facts.Version}/{renditionId}/";
}
