namespace StreamVerse.Media.Cmaf;

/// <summary>A CMAF header (ISO/IEC 23000-19, section 7.3.1): the boxes <c>ftyp</c> and <c>moov</c> of a track, and what they say.</summary>
public sealed record InitSegment
{
    /// <summary>Largest init segment that is read: 1 MiB. Real ones have less than 2 KiB.</summary>
    public const int MaxLength = 1 << 20;

    internal InitSegment()
    {
    }

    /// <summary>The bytes, a slice of what was parsed.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>What the track carries.</summary>
    public required TrackKind Kind { get; init; }

    /// <summary>The number that fragments name the track by.</summary>
    public required uint TrackId { get; init; }

    /// <summary>Ticks per second of all times in the fragments, above 0.</summary>
    public required int Timescale { get; init; }

    /// <summary>The codec as playlists name it (RFC 6381), for example <c>avc1.64001f</c> or <c>mp4a.40.2</c>.</summary>
    public required string Codec { get; init; }

    /// <summary>Width of the picture in pixels as coded; 0 for sound.</summary>
    public int Width { get; init; }

    /// <summary>Height of the picture in pixels as coded; 0 for sound.</summary>
    public int Height { get; init; }

    /// <summary>Channels of the sound; 0 for pictures.</summary>
    public int Channels { get; init; }

    /// <summary>Sample rate of the sound in hertz; 0 for pictures.</summary>
    public int SampleRate { get; init; }

    /// <summary>Whether the track has an edit list (<c>edts</c>), which ours must not have.</summary>
    public bool HasEditList { get; init; }

    /// <summary>Bytes before each NAL unit that give its length: 1, 2 or 4; 0 where the codec has no NAL units.</summary>
    public int NalLengthSize { get; init; }

    /// <summary>Media time in ticks that the edit list puts at the presentation's start (the encoder's priming); 0 without one.</summary>
    internal long EditStart { get; init; }

    internal SampleDefaults Defaults { get; init; }

    /// <summary>Reads the init segment that <paramref name="file"/> begins with.</summary>
    /// <param name="file">An init segment alone, or a whole fragmented file.</param>
    /// <exception cref="CmafFormatException">It is no init segment of one track, or of a codec that is not supported.</exception>
    public static InitSegment Parse(ReadOnlyMemory<byte> file) => InitSegmentParser.Parse(file);
}
