using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Gateway.Catalog;

/// <summary>
/// Asks titles to answer when they change. A silo of an older version knows no such question: then titles are asked how
/// they are, and for a while no more than that.
/// </summary>
internal sealed class TitleChanges(IGrainFactory grains, TimeProvider clock)
{
    /// <summary>How long an upgrade is taken to go on after a silo of an older version was met.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);

    private long _oldUntil = long.MinValue;

    /// <summary>Waits a while for a title to be another than at a revision.</summary>
    /// <returns><see langword="null"/> where it is not: ask again, in a second if the answer came at once.</returns>
    /// <exception cref="StreamVerse.Grains.Abstractions.Errors.DomainException"><c>title-not-found</c>.</exception>
    public async Task<TitleView?> WaitAsync(Guid id, long revision, CancellationToken cancellationToken)
    {
        var title = grains.GetGrain<ITitleGrain>(id);
        if (Volatile.Read(ref _oldUntil) < clock.GetTimestamp())
        {
            try
            {
                return await title.WaitForChange(revision, cancellationToken);
            }
            catch (TypeLoadException)
            {
                // What a silo answers to a call whose name it does not know.
                Volatile.Write(ref _oldUntil, clock.GetTimestamp() + (long)(Memory.TotalSeconds * clock.TimestampFrequency));
            }
        }

        var view = await title.Get();
        return view.Revision == revision ? null : view;
    }
}
