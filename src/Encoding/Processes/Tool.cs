namespace StreamVerse.Encoding.Processes;

/// <summary>The programs that this project runs.</summary>
internal enum Tool
{
    /// <summary>Decodes, filters, encodes.</summary>
    Ffmpeg,

    /// <summary>Describes files.</summary>
    Ffprobe,
}
