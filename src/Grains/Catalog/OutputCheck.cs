using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Media.Presentations;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Grains.Catalog;

/// <summary>Looks whether all of a version is in the object store, before anything is deleted that it could be made of again.</summary>
/// <param name="objects">The object store.</param>
internal sealed class OutputCheck(IObjectStore objects)
{
    /// <summary>What a rendition's segments must have at least of the bytes that were measured when they were made.</summary>
    private const double LeastShare = 0.5;

    /// <summary>What is wrong, as a sentence without its full stop; <see langword="null"/> where every file is there, with a size that it can have.</summary>
    public async Task<string?> FindFaultAsync(Guid id, Presentation facts, CancellationToken cancellationToken)
    {
        var folder = $"{OutputPaths.OfVersion(id, facts.Version)}/";
        Dictionary<string, long> sizes = new(StringComparer.Ordinal);
        await foreach (var found in objects.ListAsync(Buckets.TranscodedProfiles, folder, cancellationToken))
        {
            sizes[found.Key.Path[folder.Length..]] = found.Length;
        }

        var missing = PresentationFiles.Of(facts).Where(file => sizes.GetValueOrDefault(file) == 0).ToList();
        if (missing.Count > 0)
        {
            return $"{missing.Count} files of the published version are missing or empty, the first of them is {missing[0]}";
        }

        var rates = facts.Video.Select(video => (video.Id, video.AverageBitsPerSecond)).Concat(facts.Audio.Select(audio => (audio.Id, audio.AverageBitsPerSecond)));
        foreach (var (rendition, bitsPerSecond) in rates)
        {
            var expected = bitsPerSecond / 8 * facts.Grid.DurationSeconds;
            var bytes = Enumerable.Range(0, facts.Grid.SegmentCount).Sum(segment => sizes[PresentationPaths.Segment(rendition, segment)]);
            if (bytes < expected * LeastShare)
            {
                return $"the segments of {rendition} have {bytes:N0} bytes of {expected:N0}";
            }
        }

        return null;
    }
}
