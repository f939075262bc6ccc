using System.Collections.Immutable;
using System.Globalization;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Grains.Catalog;

/// <summary>Shapes a stored title, with what its job told last, into what clients see.</summary>
internal static class TitleViews
{
    private const int PosterTile = 3;

    public static TitleView Of(Guid id, TitleRecord title, JobReport? report, IReadOnlyDictionary<Guid, JobReport>? trackReports, IReadOnlyDictionary<Guid, JobReport>? encodeReports, long revision)
    {
        var presentation = title.Presentation ?? report?.Presentation;
        var isWorking = title.State is TitleState.Uploaded or TitleState.Inspecting or TitleState.Transcoding;
        return new TitleView(
            id.ToString("N"),
            title.Title,
            title.FileName,
            title.State,
            title.State == TitleState.Published ? 1 : Math.Min(report?.Progress ?? 0, 0.999),
            isWorking ? report?.Step ?? (title.HasSource ? "Waiting for a worker" : "Putting the file together") : null,
            isWorking ? report?.Speed : null,
            isWorking ? report?.SecondsLeft : null,
            title.Error,
            title.DurationSeconds,
            PlayableSeconds(presentation),
            Renditions(presentation),
            title.Notices.AddRange(title.Tracks.Where(track => track.State == TrackState.Added).SelectMany(track => track.Notices)),
            title.SourceBytes,
            title.CreatedAt,
            revision,
            PosterUrl(id, presentation),
            TitleTracks.View(title, trackReports),
            TitleEncodes.View(title, encodeReports),
            title.HasOriginal);
    }

    /// <summary>A tile from inside the first sprite sheet: the very first picture is often black.</summary>
    private static string? PosterUrl(Guid id, Presentation? presentation)
    {
        if (presentation?.Thumbnails is not { } tiles)
        {
            return null;
        }

        var grid = presentation.Grid;
        var tile = Math.Min(Math.Min(PosterTile, grid.GopsPerChunk - 1), (int)((grid.FrameCount - 1) / grid.GopFrames));
        var (row, column) = Math.DivRem(tile, ThumbnailLayout.Columns(grid));
        return string.Create(CultureInfo.InvariantCulture, $"/v1/titles/{id:N}/poster.jpg?v={presentation.Version}#xywh={column * tiles.TileWidth},{row * tiles.TileHeight},{tiles.TileWidth},{tiles.TileHeight}");
    }

    private static double PlayableSeconds(Presentation? presentation)
    {
        if (presentation is null)
        {
            return 0;
        }

        var grid = presentation.Grid;
        return grid.SegmentStartFrame(presentation.PlayableSegments) * (double)grid.FrameDuration / grid.Timescale;
    }

    private static ImmutableArray<TitleRendition> Renditions(Presentation? presentation) => presentation is null
        ? []
        : [
            .. presentation.Video.Select(video => new TitleRendition(video.Id, "video", video.Width, video.Height, null, null, null, video.Codecs, video.AverageBitsPerSecond)),
            .. presentation.Audio.Select(audio => new TitleRendition(audio.Id, "audio", null, null, audio.Language, audio.Name, audio.Channels, audio.Codecs, audio.AverageBitsPerSecond, audio.IsDefault)),
            .. presentation.Subtitles.Select(subtitle => new TitleRendition(subtitle.Id, "subtitles", null, null, subtitle.Language, subtitle.Name, null, null, null, subtitle.IsDefault)),
        ];
}
