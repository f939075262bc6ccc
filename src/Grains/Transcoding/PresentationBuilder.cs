using System.Collections.Immutable;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Grains.Transcoding;

/// <summary>Makes the facts that viewers' playlists are rendered from out of a job's plan and results.</summary>
internal static class PresentationBuilder
{
    /// <summary>What can be played now, or <see langword="null"/> while the first chunk, or any of the subtitles, or the first audio is missing.</summary>
    /// <param name="version">The output version.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="items">The job's items.</param>
    /// <param name="results">Results by item number.</param>
    /// <param name="audioSegmentsStored">Segments stored of an audio rendition that is still being encoded, by its index.</param>
    public static Presentation? Build(string version, EncodePlan plan, TitleItems items, IReadOnlyDictionary<int, WorkResult> results, Func<int, int> audioSegmentsStored)
    {
        var grid = plan.Grid;
        if (!results.TryGetValue(items.OfChunk(0), out var result) || result is not VideoChunkResult first)
        {
            return null;
        }

        var chunks = new List<VideoChunkResult>(grid.ChunkCount);
        while (chunks.Count < grid.ChunkCount && results.TryGetValue(items.OfChunk(chunks.Count), out var next))
        {
            chunks.Add((VideoChunkResult)next);
        }

        var audio = ImmutableArray.CreateBuilder<AudioRendition>(plan.Audio.Length);
        var playable = chunks.Count == grid.ChunkCount ? grid.SegmentCount : chunks.Count * grid.SegmentsPerChunk;
        for (var index = 0; index < plan.Audio.Length; index++)
        {
            var measured = results.GetValueOrDefault(TitleItems.OfAudio(index)) as AudioResult;
            playable = Math.Min(playable, measured is null ? audioSegmentsStored(index) : grid.SegmentCount);
            audio.Add(Audio(plan.Audio[index], measured?.Rendition, grid));
        }

        var isComplete = results.Count >= items.Count - 1 && Enumerable.Range(1, items.Count - 1).All(results.ContainsKey);
        if (playable == 0 || Enumerable.Range(0, plan.Subtitles.Length).Any(index => !results.ContainsKey(items.OfSubtitle(index))))
        {
            return null;
        }

        return new Presentation(
            version,
            grid,
            playable,
            isComplete,
            [.. plan.Video.Select((rung, index) => Video(rung, index, chunks, isComplete, grid))],
            audio.MoveToImmutable(),
            [.. plan.Subtitles.Select(Subtitle)],
            chunks.All(chunk => chunk.HasSpriteSheet) ? plan.Thumbnails : null,
            new TrickPlayRendition(
                plan.TrickPlayRungId,
                chunks.Max(chunk => chunk.TrickPlay.PeakBitsPerSecond),
                isComplete ? Average(chunks.Sum(chunk => chunk.TrickPlay.Bytes), grid) : first.TrickPlay.PeakBitsPerSecond));
    }

    private static VideoRendition Video(VideoRung rung, int index, List<VideoChunkResult> chunks, bool isComplete, SegmentGrid grid) => new(
        rung.Id,
        rung.Width,
        rung.Height,
        chunks[0].Rungs[index].Codecs,
        isComplete ? chunks.Max(chunk => chunk.Rungs[index].PeakBitsPerSecond) : rung.MaxBitsPerSecond,
        isComplete ? Average(chunks.Sum(chunk => chunk.Rungs[index].Bytes), grid) : rung.MaxBitsPerSecond);

    public static AudioRendition Audio(AudioRung rung, RenditionMeasurement? measured, SegmentGrid grid) => new(
        rung.Id,
        rung.Language,
        rung.Name,
        rung.Channels,
        measured?.Codecs ?? "mp4a.40.2",
        measured?.PeakBitsPerSecond ?? rung.BitsPerSecond,
        measured is null ? rung.BitsPerSecond : Average(measured.Bytes, grid),
        rung.IsDefault);

    public static SubtitleRendition Subtitle(SubtitleRung rung) => new(rung.Id, rung.Language, rung.Name, rung.IsDefault, rung.IsForced, rung.IsHearingImpaired);

    private static long Average(long bytes, SegmentGrid grid) => (long)Math.Ceiling(bytes * 8 / grid.DurationSeconds);
}
