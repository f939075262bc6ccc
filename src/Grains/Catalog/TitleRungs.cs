using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Grains.Catalog;

/// <summary>How a video rendition leaves a published title; the grain stores what comes of it.</summary>
internal static class TitleRungs
{
    /// <exception cref="DomainException">There is no such rendition, or the title cannot be without it.</exception>
    public static void ThrowIfNeeded(TitleRecord title, string renditionId)
    {
        if (title.State != TitleState.Published || title.Presentation is not { } facts)
        {
            throw new DomainException(ErrorKind.Conflict, "title-not-published", "Renditions can only be removed from a title that is published.");
        }

        TitleEncodes.ThrowIfRunning(title);
        if (facts.Video.All(video => video.Id != renditionId))
        {
            throw new DomainException(ErrorKind.NotFound, "rendition-not-found", $"The title has no video rendition '{renditionId}'. Sound and subtitles are removed as tracks.");
        }

        if (facts.Video.Length == 1)
        {
            throw new DomainException(ErrorKind.Conflict, "rendition-needed", "It is the title's last video rendition. Delete the title instead.");
        }

        if (facts.TrickPlay?.RenditionId == renditionId)
        {
            throw new DomainException(ErrorKind.Conflict, "rendition-needed", $"The pictures that viewers seek by are made of '{renditionId}', so it stays. Remove others.");
        }
    }

    /// <summary>The facts without a video rendition.</summary>
    public static Presentation Without(Presentation facts, string renditionId) => facts with
    {
        Video = facts.Video.RemoveAll(video => video.Id == renditionId),
        Revision = facts.Revision + 1,
    };

    /// <summary>Remembers that a rendition is not wanted, and lets its files go.</summary>
    /// <param name="title">The title.</param>
    /// <param name="renditionId">The rendition.</param>
    /// <param name="now">The time.</param>
    /// <param name="sessionLifetime">How long a session that began just now may go on.</param>
    public static void Leave(TitleRecord title, string renditionId, DateTimeOffset now, TimeSpan sessionLifetime)
    {
        title.RemovedRenditions.Add(renditionId);
        Retirement.OfRendition(title, renditionId, now, sessionLifetime);
    }
}
