using System.Globalization;

namespace StreamVerse.Cluster.Processes;

/// <summary>How a process is started and ended.</summary>
/// <param name="Name">Its name, unique in the cluster.</param>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments; no secrets, as everybody on the machine sees them.</param>
internal sealed record ChildDefinition(string Name, string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>
    /// Where the kernel shares processors out by session (sched(7), "The autogroup feature"), a process's own niceness counts
    /// only among those of its session: the session must step back as a whole. Elsewhere there is no such file. The kernel takes
    /// one such wish in 100 ms from whoever is not root, and refuses others.
    /// </summary>
    private const string StepBackScript = """
        for try in 1 2 3 4 5; do
          [ -e /proc/self/autogroup ] || break
          (echo "$0" > /proc/self/autogroup) 2> /dev/null && break
          sleep 0.2
        done
        exec "$@"
        """;

    /// <summary>What is added to the supervisor's own environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Who runs it; <see langword="null"/>: who runs the supervisor.</summary>
    public string? User { get; init; }

    /// <summary>What asks it to end: <see cref="Signals"/>.</summary>
    public int StopSignal { get; init; } = Signals.Terminate;

    /// <summary>How long it may take to end before it is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(35);

    /// <summary>How far it and what it starts step back from the others on the machine, 0 to 19.</summary>
    public int Niceness { get; init; }

    /// <summary>
    /// The whole command line: in a session of its own, so that Ctrl-C in the terminal reaches the supervisor alone, and asked
    /// to end by the kernel should the supervisor be killed.
    /// </summary>
    public IReadOnlyList<string> CommandLine =>
    [
        "setsid", .. StepBack, "setpriv", "--pdeathsig", StopSignal == Signals.Interrupt ? "INT" : "TERM",
        .. User is null ? Array.Empty<string>() : ["--reuid", User, "--regid", User, "--init-groups"],
        "--", Program, .. Arguments,
    ];

    private IReadOnlyList<string> StepBack => Niceness == 0 ? [] : ["sh", "-c", StepBackScript, Niceness.ToString(CultureInfo.InvariantCulture)];
}
