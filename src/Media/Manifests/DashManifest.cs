using System.Globalization;
using System.Text;
using System.Xml;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Manifests;

/// <summary>
/// Renders the MPEG-DASH manifest of a title (ISO/IEC 23009-1, profile isoff-live) over the same files as the HLS
/// playlists. A complete title's is static. That of a title still being transcoded is dynamic, lists what is playable,
/// and already says how long the title will be, so players show it as a recording in progress. DASH has no word for
/// where to begin: a player that should start such a title at its beginning must be told so when it loads.
/// </summary>
public static class DashManifest
{
    /// <summary>
    /// All listed segments exist, so the time they became available can be any in the past. A fixed one keeps the
    /// manifest a pure function of the facts, the same on every gateway.
    /// </summary>
    private static readonly DateTimeOffset s_availabilityStart = DateTimeOffset.UnixEpoch;

    private static readonly XmlWriterSettings s_xml = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        CheckCharacters = true,
    };

    /// <summary>Renders the manifest.</summary>
    /// <param name="presentation">The title's facts.</param>
    /// <returns>The manifest in UTF-8.</returns>
    public static byte[] Render(Presentation presentation)
    {
        ArgumentNullException.ThrowIfNull(presentation);
        using var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, s_xml))
        {
            xml.WriteStartElement("MPD", "urn:mpeg:dash:schema:mpd:2011");
            WriteAttributes(xml, presentation);
            xml.WriteStartElement("Period");
            xml.WriteAttributeString("id", "0");
            xml.WriteAttributeString("start", "PT0S");
            WriteAdaptationSets(new AdaptationSetWriter(xml, presentation), presentation);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return output.ToArray();
    }

    private static void WriteAttributes(XmlWriter xml, Presentation presentation)
    {
        var grid = presentation.Grid;
        xml.WriteAttributeString("profiles", "urn:mpeg:dash:profile:isoff-live:2011");
        xml.WriteAttributeString("type", presentation.IsComplete ? "static" : "dynamic");
        xml.WriteAttributeString("mediaPresentationDuration", Duration(grid.FrameMicroseconds(grid.FrameCount)));
        xml.WriteAttributeString("minBufferTime", Duration(grid.SegmentMicroseconds(1)));
        xml.WriteAttributeString("maxSegmentDuration", Duration(MaxSegmentMicroseconds(grid)));
        if (presentation.IsComplete)
        {
            return;
        }

        // A later publishTime tells players that the manifest has changed; the end of what is playable only ever grows.
        var playable = TimeSpan.FromMicroseconds(grid.SegmentMicroseconds(presentation.PlayableSegments));
        xml.WriteAttributeString("availabilityStartTime", Instant(s_availabilityStart));
        xml.WriteAttributeString("publishTime", Instant(s_availabilityStart + playable));
        xml.WriteAttributeString("minimumUpdatePeriod", Duration(grid.SegmentMicroseconds(1)));
    }

    private static void WriteAdaptationSets(AdaptationSetWriter writer, Presentation presentation)
    {
        writer.WriteVideo();
        foreach (var audio in presentation.Audio)
        {
            writer.WriteAudio(audio);
        }

        foreach (var subtitle in presentation.Subtitles)
        {
            writer.WriteSubtitle(subtitle);
        }

        if (presentation is { Thumbnails: { } layout, IsComplete: true })
        {
            // While the title grows, a sheet of a chunk that is not there yet would be asked for.
            writer.WriteThumbnails(layout);
        }
    }

    private static long MaxSegmentMicroseconds(SegmentGrid grid) =>
        Enumerable.Range(0, grid.SegmentCount).Max(segment => Math.Max(
            grid.SegmentMicroseconds(segment + 1) - grid.SegmentMicroseconds(segment),
            grid.AudioSegmentMicroseconds(segment + 1) - grid.AudioSegmentMicroseconds(segment)));

    /// <summary>A duration in seconds (ISO 8601, XML Schema's xs:duration).</summary>
    private static string Duration(long microseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"PT{microseconds / 1_000_000m:0.######}S");

    private static string Instant(DateTimeOffset instant) =>
        instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
