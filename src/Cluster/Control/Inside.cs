namespace StreamVerse.Cluster.Control;

/// <summary>Something that only the cluster's inside knows, as a gateway tells of it.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Known">It; <see langword="null"/> where no gateway tells.</param>
/// <param name="Fault">Why not, for people.</param>
internal sealed record Inside<T>(T? Known, string? Fault)
    where T : class;
