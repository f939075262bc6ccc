using System.Globalization;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Transcoding;

/// <summary>Says for people what workers are doing.</summary>
internal static class JobSteps
{
    /// <summary>One item, in a few words.</summary>
    public static string Describe(WorkItem item) => item switch
    {
        VideoChunkWork chunk => string.Create(CultureInfo.InvariantCulture, $"video part {chunk.Chunk + 1} of {chunk.Plan.Grid.ChunkCount}"),
        AudioWork audio => $"audio ({audio.Rung.Name})",
        TrackAudioWork audio => $"audio ({audio.Rung.Name})",
        SubtitleWork or TrackSubtitleWork => "subtitles",
        _ => "inspection",
    };

    public static string Describe(JobItems items, IEnumerable<int> leased)
    {
        var work = leased.Where(item => item >= JobItems.First).Order().Select(items.Work).ToList();
        var parts = new List<string>();
        var chunks = work.OfType<VideoChunkWork>().ToList();
        if (chunks.Count > 0)
        {
            var numbers = string.Join(" and ", chunks.Select(chunk => (chunk.Chunk + 1).ToString(CultureInfo.InvariantCulture)));
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"video part {numbers} of {chunks[0].Plan.Grid.ChunkCount}"));
        }

        parts.AddRange(work.OfType<AudioWork>().Select(audio => $"audio ({audio.Rung.Name})"));
        parts.AddRange(work.OfType<TrackAudioWork>().Select(audio => $"audio ({audio.Rung.Name})"));
        if (work.Any(item => item is SubtitleWork or TrackSubtitleWork))
        {
            parts.Add("subtitles");
        }

        return parts.Count == 0 ? "Waiting for a worker" : $"Encoding {string.Join(", ", parts)}";
    }
}
