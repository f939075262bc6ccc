using System.Collections.Concurrent;

namespace StreamVerse.Grains.Tests.Events;

/// <summary>What the tests see of the consumers of all silos, and have them do.</summary>
public sealed class Probes
{
    private const int GuidLength = 32;

    private readonly ConcurrentDictionary<Guid, Probe> _probes = new();

    public Probe Of(Guid entity) => _probes.GetOrAdd(entity, static _ => new Probe());

    /// <summary>An entity's row is named after the state, the grain's type and its key.</summary>
    public Probe Of(string entityId)
    {
        ArgumentNullException.ThrowIfNull(entityId);
        return Of(Guid.Parse(entityId[^GuidLength..]));
    }
}
