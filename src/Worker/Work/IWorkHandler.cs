using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Worker.Work;

/// <summary>Does one kind of item.</summary>
/// <typeparam name="TItem">The kind.</typeparam>
internal interface IWorkHandler<in TItem>
    where TItem : WorkItem
{
    /// <summary>Does the item and stores what comes of it.</summary>
    /// <param name="item">What to do.</param>
    /// <param name="context">Source, output and progress.</param>
    /// <param name="cancellationToken">Stops at once: the lease is lost or the worker is stopping.</param>
    Task<WorkResult> HandleAsync(TItem item, WorkContext context, CancellationToken cancellationToken);
}
