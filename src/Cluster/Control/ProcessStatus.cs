namespace StreamVerse.Cluster.Control;

/// <summary>A process, as <c>cluster status</c> tells of it.</summary>
/// <param name="Name">Its name in the cluster.</param>
/// <param name="Pid">Its number; <see langword="null"/> while it is down.</param>
/// <param name="State"><c>starting</c>, <c>ready</c>, <c>not-ready</c>, <c>silent</c>, <c>restarting</c>, <c>stopping</c> or <c>stopped</c>.</param>
/// <param name="Restarts">How often it was started again.</param>
/// <param name="UptimeSeconds">How long the present process has run.</param>
/// <param name="MemoryBytes">Memory that it has in use.</param>
/// <param name="Faults">What is missing, for people.</param>
internal abstract record ProcessStatus(string Name, int? Pid, string State, int Restarts, double UptimeSeconds, long MemoryBytes, IReadOnlyList<string> Faults);
