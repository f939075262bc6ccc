using System.Collections.Immutable;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;

namespace StreamVerse.Grains.Transcoding;

/// <summary>
/// The numbered items of a job, a pure function of its plan: 0 is the inspection, then comes what a viewer needs for the
/// first picture (first chunk, audio, subtitles), then the other chunks in order.
/// </summary>
internal sealed class JobItems
{
    public const int Inspection = 0;
    public const int FirstChunk = 1;

    private readonly SourceDescription _source;
    private readonly EncodePlan _plan;

    public JobItems(SourceDescription source, EncodePlan plan)
    {
        _source = source;
        _plan = plan;
    }

    public int Count => 1 + _plan.Grid.ChunkCount + _plan.Audio.Length + _plan.Subtitles.Length;

    /// <summary>Items below this number stand between a viewer and the first picture.</summary>
    public int UrgentCount => 2 + _plan.Audio.Length + _plan.Subtitles.Length;

    public int OfChunk(int chunk) => chunk == 0 ? FirstChunk : UrgentCount + chunk - 1;

    public static int OfAudio(int index) => 2 + index;

    public int OfSubtitle(int index) => 2 + _plan.Audio.Length + index;

    /// <summary>What is to be done for an item.</summary>
    public WorkItem Work(int item)
    {
        if (item == Inspection)
        {
            return new InspectWork();
        }

        if (item == FirstChunk || item >= UrgentCount)
        {
            return new VideoChunkWork(_source, _plan, item == FirstChunk ? 0 : item - UrgentCount + 1);
        }

        return item < OfSubtitle(0)
            ? new AudioWork(_source, _plan, _plan.Audio[item - OfAudio(0)])
            : new SubtitleWork(_source, _plan, _plan.Subtitles[item - OfSubtitle(0)]);
    }

    /// <summary>Whether a result is one that an item can have.</summary>
    public bool IsResultOf(int item, WorkResult result) => (Work(item), result) switch
    {
        (VideoChunkWork, VideoChunkResult chunk) => !chunk.Rungs.IsDefault && chunk.Rungs.Length == _plan.Video.Length,
        (AudioWork, AudioResult) => true,
        (SubtitleWork, SubtitleResult) => true,
        _ => false,
    };

    /// <summary>Encoders that an item needs.</summary>
    public ImmutableArray<string> EncodersOf(int item) => Work(item) switch
    {
        VideoChunkWork => [.. _plan.Video.Select(rung => rung.Encoder).Distinct()],
        AudioWork => ["aac"],
        _ => [],
    };

    /// <summary>An item's share of the job's work, in seconds of the title: decoding and encoding pictures is nearly all of it.</summary>
    public double Weight(int item)
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
