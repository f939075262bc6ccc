using System.Collections.Immutable;

namespace StreamVerse.Worker;

/// <summary>What a self-test proved, as it is kept over a worker's restarts.</summary>
/// <param name="Subject">The machine and ffmpeg that it holds for.</param>
/// <param name="ProvenAt">When it was proved.</param>
/// <param name="Encoders">ffmpeg's names of the encoders that work.</param>
/// <param name="Speeds">Frames a second on the probe's pictures, in the same order; 0 for encoders of sound.</param>
internal sealed record KeptProof(string Subject, DateTimeOffset ProvenAt, ImmutableArray<string> Encoders, ImmutableArray<double> Speeds);
