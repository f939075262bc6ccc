namespace StreamVerse.Cluster.Control;

/// <summary>
/// A store: where it listens, how many milliseconds it took to answer something real (none where it did not), and the
/// other processes that it needs, by name, without a number while they are down. The rest is <see cref="ProcessStatus"/>.
/// </summary>
internal sealed record StoreStatusEntry(string Name, string Address, int? Pid, string State, double? LatencyMs, int Restarts, double UptimeSeconds, long MemoryBytes, IReadOnlyList<string> Faults, IReadOnlyDictionary<string, int?> Parts)
    : ProcessStatus(Name, Pid, State, Restarts, UptimeSeconds, MemoryBytes, Faults);
