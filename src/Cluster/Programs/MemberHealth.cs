namespace StreamVerse.Cluster.Programs;

/// <summary>How a process is.</summary>
/// <param name="State"><c>starting</c>, <c>ready</c>, <c>not-ready</c>, <c>silent</c>, <c>restarting</c>, <c>stopping</c> or <c>stopped</c>.</param>
/// <param name="Faults">What is missing, for people.</param>
internal sealed record MemberHealth(string State, IReadOnlyList<string> Faults)
{
    public const string Ready = "ready";

    public bool IsReady => State == Ready;
}
