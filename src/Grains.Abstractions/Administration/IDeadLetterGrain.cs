using Orleans.Concurrency;

namespace StreamVerse.Grains.Abstractions.Administration;

/// <summary>Shows events that were set aside, and has them replayed (key: region). Holds nothing; any silo may answer.</summary>
[Alias("sv.IDeadLetterGrain")]
public interface IDeadLetterGrain : IGrainWithStringKey
{
    /// <summary>A page of them, those set aside last first.</summary>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cursor">Where the last page ended, or <see langword="null"/> to begin.</param>
    /// <exception cref="Errors.DomainException"><c>limit-invalid</c>, <c>cursor-invalid</c>.</exception>
    [Alias("List")]
    [ReadOnly]
    Task<DeadLetterPage> List(int limit, string? cursor);

    /// <summary>
    /// Gives an event to its consumer once more, and forgets it when the consumer took it. Repeated after a lost answer it is
    /// not found any more, which then means that all is done.
    /// </summary>
    /// <param name="id">Which.</param>
    /// <exception cref="Errors.DomainException"><c>dead-letter-not-found</c>; <c>replay-failed</c>: it stays, with the new error; <c>consumer-unknown</c>: it stays, as no silo has such a consumer.</exception>
    [Alias("Replay")]
    [ResponseTimeout("00:00:10")]
    Task Replay(Guid id);
}
