namespace StreamVerse.Cluster.Control;

/// <summary>
/// A silo: the address that other silos reach it at, and what the membership table says of it (<c>active</c>,
/// <c>joining</c>, <c>shuttingdown</c>, <c>dead</c>, <c>unknown</c>). The rest is <see cref="ProcessStatus"/>.
/// </summary>
internal sealed record SiloStatusEntry(string Name, string Address, int? Pid, string State, string Membership, int Restarts, double UptimeSeconds, long MemoryBytes, IReadOnlyList<string> Faults)
    : ProcessStatus(Name, Pid, State, Restarts, UptimeSeconds, MemoryBytes, Faults);
