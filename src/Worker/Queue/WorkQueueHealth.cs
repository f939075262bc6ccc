using StreamVerse.Storage;
using StreamVerse.Worker.Remote;

namespace StreamVerse.Worker.Queue;

/// <summary>Tells the log when a work queue that was away is back. Nobody is asked: the slots are asking all the time.</summary>
/// <param name="contact">What they found.</param>
internal sealed class WorkQueueHealth(QueueContact contact) : IStoreHealth
{
    /// <summary>The queue's name in the log.</summary>
    public const string Name = "work queue";

    public string Store => Name;

    public string Setting => RemoteQueueOptions.Section;

    public Task ProbeAsync(CancellationToken cancellationToken) => contact.Outage is { } outage ? Task.FromException(outage) : Task.CompletedTask;
}
