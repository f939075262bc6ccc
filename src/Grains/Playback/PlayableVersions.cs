using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Grains.Playback;

/// <summary>
/// Asks titles which output is played now. A title may live on a silo of an older version, which knows no such question: then
/// the whole presentation is asked for, and for a while of every title.
/// </summary>
internal sealed class PlayableVersions(IGrainFactory grains, TimeProvider clock)
{
    /// <summary>How long an upgrade is taken to go on after a silo of an older version was met.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);

    private long _oldUntil = long.MinValue;

    /// <summary>What is played of a title by whoever begins now; <see langword="null"/> where nothing can be yet.</summary>
    /// <exception cref="Abstractions.Errors.DomainException"><c>title-not-found</c>.</exception>
    public async Task<PlayableVersion?> FindAsync(Guid titleId)
    {
        var title = grains.GetGrain<ITitleGrain>(titleId);
        if (Volatile.Read(ref _oldUntil) < clock.GetTimestamp())
        {
            try
            {
                return await title.GetPlayable();
            }
            catch (TypeLoadException)
            {
                // What a silo answers to a call whose name it does not know.
                Volatile.Write(ref _oldUntil, clock.GetTimestamp() + (long)(Memory.TotalSeconds * clock.TimestampFrequency));
            }
        }

        return await title.GetPresentation() is { } presentation ? new PlayableVersion(presentation.Version, presentation.Revision) : null;
    }
}
