using System.Collections.Immutable;
using System.Globalization;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Media.Playlists;

/// <summary>
/// Renders the multivariant playlist of a title (RFC 8216bis, section 4.4.6): a variant for each video rendition and
/// audio group, with measured bit rates.
/// </summary>
public static class MultivariantPlaylist
{
    /// <summary>
    /// Players start with the first variant before they know the network. At about this rate a 4 s segment arrives well
    /// within 2 s on a 5 Mb/s line, and the picture is not blurry.
    /// </summary>
    private const long FirstVariantBitsPerSecond = 3_000_000;

    private const int FirstVariantShortSide = 720;
    private const string SubtitleGroup = "subtitles";

    /// <summary>Renders the playlist.</summary>
    /// <param name="presentation">The title's facts.</param>
    /// <returns>The playlist in UTF-8.</returns>
    public static byte[] Render(Presentation presentation)
    {
        ArgumentNullException.ThrowIfNull(presentation);
        var builder = new PlaylistBuilder(4096)
            .Line("#EXT-X-VERSION:6")
            .Line("#EXT-X-INDEPENDENT-SEGMENTS");
        if (!presentation.IsComplete)
        {
            builder.Line(MediaPlaylist.StartAtBeginning);
        }

        var groups = AudioGroup.Of(presentation.Audio);
        foreach (var group in groups)
        {
            WriteAudio(builder, group);
        }

        foreach (var subtitle in presentation.Subtitles)
        {
            WriteSubtitle(builder, subtitle);
        }

        WriteVariants(builder, presentation, groups);
        WriteTrickPlay(builder, presentation);
        return builder.ToUtf8();
    }

    private static void WriteAudio(PlaylistBuilder builder, AudioGroup group)
    {
        foreach (var member in group.Members)
        {
            builder.Line(
                $"#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"{group.Id}\",NAME={PlaylistBuilder.Quoted(member.Name)}{Language(member.Language)},DEFAULT={YesNo(member.Name == group.DefaultName)},AUTOSELECT=YES,CHANNELS=\"{member.Channels}\",URI=\"{PresentationPaths.MediaPlaylist(member.Id)}\"");
        }
    }

    private static void WriteSubtitle(PlaylistBuilder builder, SubtitleRendition subtitle)
    {
        // A forced track is switched on by the player, to go with the audio's language: it must be one that AUTOSELECTs.
        const string describesSound = ",CHARACTERISTICS=\"public.accessibility.transcribes-spoken-dialog,public.accessibility.describes-music-and-sound\"";
        builder.Line(
            $"#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"{SubtitleGroup}\",NAME={PlaylistBuilder.Quoted(subtitle.Name)}{Language(subtitle.Language)},DEFAULT={YesNo(subtitle.IsDefault)},AUTOSELECT=YES,FORCED={YesNo(subtitle.IsForced)}{(subtitle.IsHearingImpaired ? describesSound : "")},URI=\"{PresentationPaths.MediaPlaylist(subtitle.Id)}\"");
    }

    private static void WriteVariants(PlaylistBuilder builder, Presentation presentation, ImmutableArray<AudioGroup> groups)
    {
        var subtitles = presentation.Subtitles.IsEmpty ? "" : $",SUBTITLES=\"{SubtitleGroup}\"";
        var frameRate = presentation.Grid.FrameRate.FramesPerSecond.ToString("F3", CultureInfo.InvariantCulture);
        var first = FirstVariant(presentation.Video, groups);
        foreach (var group in groups.IsEmpty ? [null] : groups.AsEnumerable<AudioGroup?>())
        {
            foreach (var video in presentation.Video.OrderBy(video => video == first ? 0 : 1))
            {
                var codecs = string.Join(',', new[] { video.Codecs }.Concat(group?.Members.Select(member => member.Codecs).Distinct() ?? []));
                var audio = group is null ? "" : $",AUDIO=\"{group.Id}\"";
                builder
                    .Line($"#EXT-X-STREAM-INF:BANDWIDTH={video.PeakBitsPerSecond + (group?.PeakBitsPerSecond ?? 0)},AVERAGE-BANDWIDTH={video.AverageBitsPerSecond + (group?.AverageBitsPerSecond ?? 0)},CODECS={PlaylistBuilder.Quoted(codecs)},RESOLUTION={video.Width}x{video.Height},FRAME-RATE={frameRate},VIDEO-RANGE=SDR{audio}{subtitles},CLOSED-CAPTIONS=NONE")
                    .Line(PresentationPaths.MediaPlaylist(video.Id));
            }
        }
    }

    private static void WriteTrickPlay(PlaylistBuilder builder, Presentation presentation)
    {
        if (presentation.TrickPlay is not { } trickPlay)
        {
            return;
        }

        var video = presentation.Video.First(video => video.Id == trickPlay.RenditionId);
        builder.Line(
            $"#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH={trickPlay.PeakBitsPerSecond},AVERAGE-BANDWIDTH={trickPlay.AverageBitsPerSecond},CODECS={PlaylistBuilder.Quoted(video.Codecs)},RESOLUTION={video.Width}x{video.Height},VIDEO-RANGE=SDR,URI=\"{PresentationPaths.TrickPlayPlaylist(video.Id)}\"");
    }

    /// <summary>The largest picture that starts fast on an ordinary line; the smallest where none does.</summary>
    private static VideoRendition FirstVariant(ImmutableArray<VideoRendition> video, ImmutableArray<AudioGroup> groups)
    {
        var audio = groups.IsEmpty ? 0 : groups[0].PeakBitsPerSecond;
        return video.LastOrDefault(rendition =>
            Math.Min(rendition.Width, rendition.Height) <= FirstVariantShortSide
            && rendition.PeakBitsPerSecond + audio <= FirstVariantBitsPerSecond) ?? video[0];
    }

    private static string Language(string tag) => tag is "" or "und" ? "" : $",LANGUAGE={PlaylistBuilder.Quoted(tag)}";

    private static string YesNo(bool value) => value ? "YES" : "NO";
}
