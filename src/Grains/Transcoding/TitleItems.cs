using System.Collections.Immutable;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;

namespace StreamVerse.Grains.Transcoding;

/// <summary>
/// The items of a job that makes a whole version: after the inspection comes what a viewer needs for the
/// first picture (first chunk, audio, subtitles), then the other chunks in order.
/// </summary>
internal sealed class TitleItems : JobItems
{
    private readonly SourceDescription _source;
    private readonly EncodePlan _plan;

    public TitleItems(SourceDescription source, EncodePlan plan)
    {
        _source = source;
        _plan = plan;
    }

    public override int Count => 1 + _plan.Grid.ChunkCount + _plan.Audio.Length + _plan.Subtitles.Length;

    public override int UrgentCount => 2 + _plan.Audio.Length + _plan.Subtitles.Length;

    public int OfChunk(int chunk) => chunk == 0 ? First : UrgentCount + chunk - 1;

    public static int OfAudio(int index) => 2 + index;

    public int OfSubtitle(int index) => 2 + _plan.Audio.Length + index;

    public override WorkItem Work(int item)
    {
        if (item == First || item >= UrgentCount)
        {
            return new VideoChunkWork(_source, _plan, item == First ? 0 : item - UrgentCount + 1);
        }

        return item < OfSubtitle(0)
            ? new AudioWork(_source, _plan, _plan.Audio[item - OfAudio(0)])
            : new SubtitleWork(_source, _plan, _plan.Subtitles[item - OfSubtitle(0)]);
    }

    public override bool IsResultOf(int item, WorkResult result) => (Work(item), result) switch
    {
        (VideoChunkWork, VideoChunkResult chunk) => !chunk.Rungs.IsDefault && chunk.Rungs.Length == _plan.Video.Length && chunk.Rungs.Zip(_plan.Video, FitsRung).All(static fits => fits),
        (AudioWork, AudioResult) => true,
        (SubtitleWork, SubtitleResult) => true,
        _ => false,
    };

    /// <summary>Buffers that were measured at another rate than the rung's cannot be joined.</summary>
    private bool FitsRung(RenditionMeasurement? measured, VideoRung rung) =>
        measured?.Buffer is not { } buffer || (buffer.BitsPerSecond, buffer.Timescale) == (rung.MaxBitsPerSecond, _plan.Grid.Timescale);

    public override ImmutableArray<string> EncodersOf(int item) => Work(item) switch
    {
        VideoChunkWork => [.. _plan.Video.Select(rung => rung.Encoder).Distinct()],
        AudioWork => ["aac"],
        _ => [],
    };

    public override double Weight(int item)
    {
        var grid = _plan.Grid;
        return Work(item) switch
        {
            VideoChunkWork chunk => (grid.ChunkStartFrame(chunk.Chunk + 1) - grid.ChunkStartFrame(chunk.Chunk)) / grid.FrameRate.FramesPerSecond,
            AudioWork => 0.03 * grid.DurationSeconds,
            _ => 0.005 * grid.DurationSeconds,
        };
    }
}
