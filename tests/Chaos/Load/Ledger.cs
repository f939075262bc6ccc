using System.Collections.Concurrent;

namespace StreamVerse.Chaos.Tests.Load;

/// <summary>What the cluster has acknowledged, and so must keep.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<string> _titles = new();
    private readonly ConcurrentQueue<string> _sessions = new();

    /// <summary>Titles of whole uploads, the oldest first.</summary>
    public IReadOnlyList<string> Titles => [.. _titles];

    /// <summary>Playback sessions, the oldest first.</summary>
    public IReadOnlyList<string> Sessions => [.. _sessions];

    public void AddTitle(string id) => _titles.Enqueue(id);

    public void AddSession(string id) => _sessions.Enqueue(id);
}
