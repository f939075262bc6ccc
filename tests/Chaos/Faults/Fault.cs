namespace StreamVerse.Chaos.Tests.Faults;

/// <summary>Something that goes wrong.</summary>
/// <param name="Name">For people.</param>
/// <param name="Target">The process's name in the cluster's status.</param>
/// <param name="RestartsTarget">Whether the supervisor starts the process again after it.</param>
/// <param name="StrikeAsync">Does it to the process of a number, and returns when the fault is over.</param>
internal sealed record Fault(string Name, string Target, bool RestartsTarget, Func<int, CancellationToken, Task> StrikeAsync);
