namespace StreamVerse.Worker.Queue;

/// <summary>The queue gives this worker nothing until it has tested itself: several jobs in a row failed over it.</summary>
/// <param name="innerException">The queue's own words.</param>
public sealed class WorkerQuarantinedException(Exception innerException) : Exception(innerException?.Message, innerException)
{
    /// <summary>The queue's code for it.</summary>
    internal const string Code = "worker-quarantined";
}
