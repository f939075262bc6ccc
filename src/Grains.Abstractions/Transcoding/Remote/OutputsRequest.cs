using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Transcoding.Remote;

/// <summary>Asks where results may be stored.</summary>
/// <param name="Files">Names relative to the output's folder, 1 to <see cref="MaxFiles"/>; each one that the item makes (<see cref="WorkOutputs"/>).</param>
public sealed record OutputsRequest(ImmutableArray<string> Files)
{
    /// <summary>How many names one request may have.</summary>
    public const int MaxFiles = 1000;
}
