namespace StreamVerse.Cluster.Control;

/// <summary>A gateway or worker: where it answers HTTP, and its <see cref="ProcessStatus"/>.</summary>
internal sealed record ProgramStatusEntry(string Name, Uri Url, int? Pid, string State, int Restarts, double UptimeSeconds, long MemoryBytes, IReadOnlyList<string> Faults)
    : ProcessStatus(Name, Pid, State, Restarts, UptimeSeconds, MemoryBytes, Faults);
