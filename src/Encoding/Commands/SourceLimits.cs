using StreamVerse.Media.Sources;

namespace StreamVerse.Encoding.Commands;

/// <summary>What an uploaded file may be and do, whatever it says of itself. ffmpeg and ffprobe get the same limits.</summary>
internal static class SourceLimits
{
    /// <summary>Largest width and height of a picture.</summary>
    public const int MaxSide = AcceptedSources.MaxSide;

    /// <summary>Smallest width and height of a picture.</summary>
    public const int MinSide = AcceptedSources.MinSide;

    /// <summary>Pixels beyond which a decoder refuses a picture: a small file must not unpack to fill the memory.</summary>
    public const string MaxPixels = "67108864";

    /// <summary>
    /// The only demuxers that may open an upload: containers that carry times and hold their media themselves. Playlists,
    /// scripts, picture sequences, devices and text are not among them, so nothing in an upload can name another file.
    /// </summary>
    public const string Demuxers =
        "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,avi,flv,asf,ogg,mxf,wtv,nut,dv,gxf,rm,live_flv";

    /// <summary>The only demuxers that may open a sound file as well. Each holds its media itself, too.</summary>
    public const string SoundDemuxers = "mp3,wav,w64,flac,aac,ac3,eac3,aiff,caf";

    /// <summary>The only protocols that may open an upload.</summary>
    public const string Protocols = "file,pipe";

    /// <summary>The options that go right before an upload's name.</summary>
    /// <param name="mayBeSoundAlone">Whether sound files are accepted too.</param>
    public static string[] InputOptions(bool mayBeSoundAlone) =>
        ["-protocol_whitelist", Protocols, "-format_whitelist", mayBeSoundAlone ? $"{Demuxers},{SoundDemuxers}" : Demuxers];

    /// <summary>A path that can be nothing but a local file: never an option, a device or a URL.</summary>
    public static string FileName(string path) => "file:" + Path.GetFullPath(path);
}
