namespace StreamVerse.Worker.Health;

/// <summary>Something without which a worker does nothing.</summary>
internal interface IWorkerPart
{
    /// <summary>What is wrong with it, a sentence or two for people, without secrets; <see langword="null"/> where all is well. Asks nobody.</summary>
    string? FindFault();
}
