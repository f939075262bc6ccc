using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Sources;

namespace StreamVerse.Grains.Tests.Transcoding;

/// <summary>A worker that does what the test says, with made-up results and no ffmpeg.</summary>
internal sealed class ScriptedWorker(IGrainFactory grains, string name = "test/0")
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public WorkerDescription Description { get; } = new(name, ["libx264", "aac"]);

    /// <summary>What an inspection finds.</summary>
    public SourceDescription Source { get; init; } = SampleSources.ThreeChunks;

    public ITranscodeFleetGrain Fleet => grains.GetGrain<ITranscodeFleetGrain>(Region.Here);

    public ITranscodeJobGrain Job(WorkLease lease) => grains.GetGrain<ITranscodeJobGrain>(lease.Id.JobId);

    /// <summary>The next item; fails the test where none comes.</summary>
    public async Task<WorkLease> LeaseAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < LongestWait)
        {
            if (await Fleet.Lease(Description, TimeSpan.FromSeconds(2)) is { } lease)
            {
                return lease;
            }
        }

        Assert.Fail("The fleet had no work.");
        return null!;
    }

    public Task<WorkLease?> TryLeaseAsync() => Fleet.Lease(Description, TimeSpan.Zero);

    public Task<bool> CompleteAsync(WorkLease lease) => Job(lease).Complete(lease.Id, ResultOf(lease.Item));

    /// <summary>Does the next item.</summary>
    public async Task<WorkLease> DoNextAsync()
    {
        var lease = await LeaseAsync();
        Assert.True(await CompleteAsync(lease), $"{lease.Item.GetType().Name} was refused.");
        return lease;
    }

    /// <summary>Does items until there are none.</summary>
    public async Task<IReadOnlyList<WorkLease>> DoAllAsync(int count)
    {
        List<WorkLease> done = [];
        for (var item = 0; item < count; item++)
        {
            done.Add(await DoNextAsync());
        }

        return done;
    }

    public WorkResult ResultOf(WorkItem item, string init = "init") => item switch
    {
        InspectWork => new InspectResult(Source),
        VideoChunkWork chunk => new VideoChunkResult([.. chunk.Plan.Video.Select(rung => new RenditionMeasurement(400_000, 900_000, "avc1.64001e", $"{init}-{rung.Id}"))], new RenditionMeasurement(40_000, 90_000, "avc1.64001e", init), true),
        TrackInspectWork track => new TrackInspectResult(new TrackSource(track.Kind == TrackKind.Audio ? new SourceAudioTrack(0, "flac", 6, "5.1", "und", null, true) : null, 0, 34, [])),
        AudioWork or TrackAudioWork => new AudioResult(new RenditionMeasurement(1_280_000, 130_000, "mp4a.40.2", "audio")),
        SubtitleWork or TrackSubtitleWork => new SubtitleResult(12),
        _ => throw new NotSupportedException(item.GetType().Name),
    };

    public static WorkFailure Killed { get; } = new(WorkFailureKind.Transient, "encoder-killed", "Encoding was stopped from outside again and again. Retry in a while.", "the last lines");
}
