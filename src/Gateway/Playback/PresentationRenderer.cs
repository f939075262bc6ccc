using StreamVerse.Media.Manifests;
using StreamVerse.Media.Playlists;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Thumbnails;

namespace StreamVerse.Gateway.Playback;

/// <summary>Knows which documents a presentation has, and who renders each.</summary>
internal static class PresentationRenderer
{
    /// <summary>Renders a document, or gives <see langword="null"/> where there is none of that name.</summary>
    public static byte[]? Render(Presentation presentation, string file)
    {
        switch (file)
        {
            case PresentationPaths.MultivariantPlaylist:
                return MultivariantPlaylist.Render(presentation);
            case PresentationPaths.DashManifest:
                return DashManifest.Render(presentation);
            case PresentationPaths.ThumbnailTrack:
                return presentation.Thumbnails is null ? null : ThumbnailTrack.Render(presentation);
        }

        var slash = file.IndexOf('/', StringComparison.Ordinal);
        var rendition = slash < 0 ? "" : file[..slash];
        if (presentation.TrickPlay?.RenditionId == rendition && file == PresentationPaths.TrickPlayPlaylist(rendition))
        {
            return MediaPlaylist.RenderTrickPlay(presentation);
        }

        if (file != PresentationPaths.MediaPlaylist(rendition))
        {
            return null;
        }

        if (presentation.Video.Any(video => video.Id == rendition))
        {
            return MediaPlaylist.RenderVideo(presentation, rendition);
        }

        if (presentation.Audio.Any(audio => audio.Id == rendition))
        {
            return MediaPlaylist.RenderAudio(presentation, rendition);
        }

        return presentation.Subtitles.Any(subtitle => subtitle.Id == rendition) ? MediaPlaylist.RenderSubtitle(presentation, rendition) : null;
    }
}
