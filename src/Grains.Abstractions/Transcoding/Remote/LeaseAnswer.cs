namespace StreamVerse.Grains.Abstractions.Transcoding.Remote;

/// <summary>Answers a heartbeat or a result.</summary>
/// <param name="Held">Whether the lease is still held; if not, stop at once: nothing of it counts any more.</param>
public sealed record LeaseAnswer(bool Held);
