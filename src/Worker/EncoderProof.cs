using System.Collections.Immutable;

namespace StreamVerse.Worker;

/// <summary>What the last self-test proved.</summary>
/// <param name="Encoders">ffmpeg's names of the encoders that work.</param>
/// <param name="Speeds">Frames a second on the probe's pictures, in the same order; 0 for encoders of sound.</param>
/// <param name="SelfTests">How often it was proved since the worker started.</param>
internal sealed record EncoderProof(ImmutableArray<string> Encoders, ImmutableArray<double> Speeds, int SelfTests);
