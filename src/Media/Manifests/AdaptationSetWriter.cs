using System.Globalization;
using System.Text;
using System.Xml;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Manifests;

/// <summary>Writes the adaptation sets of a manifest (ISO/IEC 23009-1, section 5.3.3); child elements in the schema's order.</summary>
/// <param name="xml">Where to write.</param>
/// <param name="presentation">The title's facts.</param>
internal sealed class AdaptationSetWriter(XmlWriter xml, Presentation presentation)
{
    private const string RoleScheme = "urn:mpeg:dash:role:2011";
    private const string ChannelScheme = "urn:mpeg:mpegB:cicp:ChannelConfiguration";
    private const string TileScheme = "http://dashif.org/guidelines/thumbnail_tile";

    // PresentationPaths with DASH's placeholders (section 5.3.9.4.4).
    private const string SegmentTemplate = "$RepresentationID$/$Number$.m4s";
    private const string SheetTemplate = "thumbnails/$Number$.jpg";

    // Not measured: players choose neither by it.
    private const int SubtitleBitsPerSecond = 1_000;
    private const int JpegBitsPerPixel = 2;

    private int _nextId;

    public void WriteVideo()
    {
        var largest = presentation.Video[^1];
        Start("video", "video/mp4");
        Attribute("maxWidth", presentation.Video.Max(video => video.Width));
        Attribute("maxHeight", presentation.Video.Max(video => video.Height));
        Attribute("par", PictureAspect(largest.Width, largest.Height));
        Attribute("frameRate", presentation.Grid.FrameRate.ToString());
        Attribute("segmentAlignment", "true");
        Attribute("startWithSAP", 1);
        Descriptor("Role", RoleScheme, "main");
        WriteTemplate(presentation.Grid.Timescale, segment => presentation.Grid.SegmentStartFrame(segment) * presentation.Grid.FrameDuration);
        foreach (var video in presentation.Video)
        {
            StartRepresentation(video.Id, video.PeakBitsPerSecond);
            Attribute("codecs", video.Codecs);
            Attribute("width", video.Width);
            Attribute("height", video.Height);
            Attribute("sar", "1:1");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    public void WriteAudio(AudioRendition audio)
    {
        Start("audio", "audio/mp4", audio.Language);
        Attribute("segmentAlignment", "true");
        Attribute("startWithSAP", 1);

        // The channel configurations of ISO/IEC 23091-3 have the same numbers for stereo (2) and 5.1 (6).
        Descriptor("AudioChannelConfiguration", ChannelScheme, audio.Channels.ToString(CultureInfo.InvariantCulture));

        // Here, unlike in HLS, stereo and 5.1 of a track stand side by side in a player's menu.
        xml.WriteElementString("Label", Printable(audio.Channels == 6 ? $"{audio.Name} (5.1)" : audio.Name));
        Descriptor("Role", RoleScheme, audio.IsDefault ? "main" : "alternate");
        WriteTemplate(
            SegmentGrid.AudioSampleRate,
            segment => presentation.Grid.AudioSegmentStartFrame(segment) * SegmentGrid.AudioFrameSamples);
        StartRepresentation(audio.Id, audio.PeakBitsPerSecond);
        Attribute("codecs", audio.Codecs);
        Attribute("audioSamplingRate", SegmentGrid.AudioSampleRate);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>Writes a subtitle track as one file beside the segments: all of it is there from the start.</summary>
    public void WriteSubtitle(SubtitleRendition subtitle)
    {
        Start("text", "text/vtt", subtitle.Language);
        xml.WriteElementString("Label", Printable(subtitle.Name));
        Descriptor("Role", RoleScheme, subtitle switch
        {
            { IsForced: true } => "forced-subtitle",
            { IsHearingImpaired: true } => "caption",
            _ => "subtitle",
        });
        if (subtitle.IsDefault)
        {
            Descriptor("Role", RoleScheme, "main");
        }

        StartRepresentation(subtitle.Id, SubtitleBitsPerSecond);
        xml.WriteElementString("BaseURL", PresentationPaths.WholeSubtitle(subtitle.Id));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>
    /// Writes the sprite sheets (DASH-IF IOP, section 6.2.6). A sheet spans a chunk and has a tile for each of its
    /// groups of pictures, so that a tile's time, the sheet's divided by the tiles, is exactly that of its group.
    /// </summary>
    public void WriteThumbnails(ThumbnailLayout layout)
    {
        var grid = presentation.Grid;
        var (columns, rows) = (ThumbnailLayout.Columns(grid), ThumbnailLayout.Rows(grid));
        var (width, height) = (columns * layout.TileWidth, rows * layout.TileHeight);
        var duration = (long)grid.ChunkFrames * grid.FrameDuration;
        Start("image", "image/jpeg");
        xml.WriteStartElement("SegmentTemplate");
        Attribute("timescale", grid.Timescale);
        Attribute("duration", duration);
        Attribute("startNumber", 0);
        Attribute("media", SheetTemplate);
        xml.WriteEndElement();
        StartRepresentation("thumbnails", (long)width * height * JpegBitsPerPixel * grid.Timescale / duration);
        Attribute("width", width);
        Attribute("height", height);
        Descriptor("EssentialProperty", TileScheme, string.Create(CultureInfo.InvariantCulture, $"{columns}x{rows}"));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void Start(string contentType, string mimeType, string? language = null)
    {
        xml.WriteStartElement("AdaptationSet");
        Attribute("id", _nextId++);
        Attribute("contentType", contentType);
        Attribute("mimeType", mimeType);
        if (language is { Length: > 0 })
        {
            Attribute("lang", language);
        }
    }

    private void StartRepresentation(string id, long bitsPerSecond)
    {
        xml.WriteStartElement("Representation");
        Attribute("id", id);
        Attribute("bandwidth", Math.Max(1, bitsPerSecond));
    }

    /// <summary>Writes where the segments are, and when each begins; runs of equal durations are one element.</summary>
    private void WriteTemplate(int timescale, Func<int, long> start)
    {
        xml.WriteStartElement("SegmentTemplate");
        Attribute("timescale", timescale);
        Attribute("startNumber", 0);
        Attribute("initialization", PresentationPaths.InitSegment("$RepresentationID$"));
        Attribute("media", SegmentTemplate);
        xml.WriteStartElement("SegmentTimeline");
        var segment = 0;
        while (segment < presentation.PlayableSegments)
        {
            var first = segment;
            var duration = start(segment + 1) - start(segment);
            while (++segment < presentation.PlayableSegments && start(segment + 1) - start(segment) == duration)
            {
            }

            if (duration > 0)
            {
                WriteRun(first == 0 ? 0 : null, duration, segment - first);
            }
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void WriteRun(long? start, long duration, int count)
    {
        xml.WriteStartElement("S");
        if (start is { } time)
        {
            Attribute("t", time);
        }

        Attribute("d", duration);
        if (count > 1)
        {
            Attribute("r", count - 1);
        }

        xml.WriteEndElement();
    }

    private void Descriptor(string element, string scheme, string value)
    {
        xml.WriteStartElement(element);
        Attribute("schemeIdUri", scheme);
        Attribute("value", value);
        xml.WriteEndElement();
    }

    private void Attribute(string name, long value) => Attribute(name, value.ToString(CultureInfo.InvariantCulture));

    private void Attribute(string name, string value) => xml.WriteAttributeString(name, value);

    /// <summary>A name without the characters that XML 1.0 cannot hold, escaped or not.</summary>
    private static string Printable(string name) => string.Concat(name.EnumerateRunes()
        .Where(rune => !Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF)));

    private static string PictureAspect(int width, int height)
    {
        var (a, b) = (width, height);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{width / a}:{height / a}");
    }
}
