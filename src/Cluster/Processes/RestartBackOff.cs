namespace StreamVerse.Cluster.Processes;

/// <summary>
/// How long a process that died stays down: next to nothing when it had run for a while; longer each time when it dies
/// again and again.
/// </summary>
internal sealed class RestartBackOff
{
    /// <summary>Who has run this long is not one that dies again and again.</summary>
    public static readonly TimeSpan Healthy = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);

    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan _next = Shortest;

    /// <summary>The pause after a death.</summary>
    /// <param name="uptime">How long it had run.</param>
    public TimeSpan Next(TimeSpan uptime)
    {
        if (uptime >= Healthy)
        {
            _next = Shortest;
        }

        var pause = _next;
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        return pause;
    }
}
