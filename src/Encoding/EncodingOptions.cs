namespace StreamVerse.Encoding;

/// <summary>Where ffmpeg is and what it may use. Configuration section <see cref="Section"/>.</summary>
public sealed class EncodingOptions
{
    /// <summary>The configuration section: <c>StreamVerse:Encoding</c>.</summary>
    public const string Section = "StreamVerse:Encoding";

    /// <summary>ffmpeg, as a path or a name to be found on the PATH. Default: <c>ffmpeg</c>.</summary>
    public string FfmpegPath { get; set; } = "ffmpeg";

    /// <summary>ffprobe, as a path or a name to be found on the PATH. Default: <c>ffprobe</c>.</summary>
    public string FfprobePath { get; set; } = "ffprobe";

    /// <summary>
    /// Longest time that an inspection may take. It reads the whole file once, so larger values admit larger files on slow
    /// disks, and let a hostile file occupy a slot for longer. Default: 30 minutes.
    /// </summary>
    public TimeSpan InspectionTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Longest time that one encode (a chunk, an audio rendition, a subtitle track) may take. Default: 6 hours.</summary>
    public TimeSpan EncodeTimeout { get; set; } = TimeSpan.FromHours(6);

    /// <summary>
    /// How long an encode may go on without its output time advancing before it is ended. Smaller values free a hung slot
    /// sooner but end slow machines that still decode towards their chunk. Default: 5 minutes.
    /// </summary>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Address space that one process may use, in bytes; 0 for no limit. A four-rung 1080p chunk needs about 1 GiB, 4K HDR
    /// several. Default: 12 GiB.
    /// </summary>
    public long MemoryLimitBytes { get; set; } = 12L << 30;

    /// <summary>Niceness of the processes, 0 to 19: above 0 keeps the gateway responsive beside them. Default: 5.</summary>
    public int Niceness { get; set; } = 5;
}
