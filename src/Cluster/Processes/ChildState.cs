namespace StreamVerse.Cluster.Processes;

/// <summary>Where a process is in its life.</summary>
internal enum ChildState
{
    /// <summary>Not started yet, or ended as it was told to.</summary>
    Stopped,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It died, and is started again after a pause.</summary>
    Restarting,

    /// <summary>It was told to end.</summary>
    Stopping,
}
