using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using StreamVerse.Encoding.Capabilities;
using StreamVerse.Testing;
using StreamVerse.Worker.Objects;
using StreamVerse.Worker.Queue;
using StreamVerse.Worker.Slots;
using StreamVerse.Worker.Sources;
using StreamVerse.Worker.Work;

namespace StreamVerse.Worker.Tests.Slots;

/// <summary>A worker whose slots do inspections as the test says.</summary>
internal sealed class SlotBench
{
    private readonly IOptions<WorkerOptions> _options;
    private readonly WorkExecutor _executor;
    private readonly ScratchRoom _room;
    private readonly TimeProvider _clock;

    public SlotBench(TempFolder folder, WorkerOptions options, IEncoderProbe probe, Func<WorkContext, CancellationToken, Task> work, TimeProvider? time = null)
    {
        _clock = time ?? TimeProvider.System;
        options.ScratchPath = folder.File("scratch");
        _options = Options.Create(options);
        var objects = Substitute.For<IWorkObjects>();
        var source = folder.File("source");
        File.WriteAllText(source, "source");
        objects.TryGetLocalPath(default!).ReturnsForAnyArgs(source);
        Scratch scratch = new(_options);
        SourceCache cache = new(scratch, _options, TestMetrics.Create(), NullLogger<SourceCache>.Instance);
        _executor = new WorkExecutor(new SourceFiles(objects, cache, TestMetrics.Create(), _clock), scratch, objects, new FakeInspection(work), null!, null!, null!, null!, null!, null!);
        _room = new ScratchRoom(cache, _clock, NullLogger<ScratchRoom>.Instance);
        Encoders = new ProvenEncoders(probe, new KeptProofs(_options, _clock, NullLogger<KeptProofs>.Instance), _clock, NullLogger<ProvenEncoders>.Instance);
        Memory = new MemoryBudget(_options);
    }

    public ProvenEncoders Encoders { get; }

    public MemoryBudget Memory { get; }

    /// <summary>One more slot of the worker.</summary>
    public EncodingSlot NewSlot(IWorkQueue queue) =>
        new(queue, _executor, Encoders, _room, Memory, TestMetrics.Create(), _clock, NullLogger<EncodingSlot>.Instance);
}
