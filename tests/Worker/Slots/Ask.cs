using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Worker.Tests.Slots;

/// <summary>A slot asks for work, and waits for what the test answers.</summary>
/// <param name="Worker">Who asks.</param>
/// <param name="Wait">How long it would wait.</param>
/// <param name="Answer">The answer.</param>
internal sealed record Ask(WorkerDescription Worker, TimeSpan Wait, TaskCompletionSource<WorkLease?> Answer);
