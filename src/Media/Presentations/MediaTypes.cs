namespace StreamVerse.Media.Presentations;

/// <summary>Media types of the files of an output.</summary>
public static class MediaTypes
{
    /// <summary>The media type that a file is stored and served under.</summary>
    /// <param name="fileName">The file's name or path.</param>
    public static string Of(string fileName) => Path.GetExtension(fileName) switch
    {
        ".m3u8" => "application/vnd.apple.mpegurl",
        ".mpd" => "application/dash+xml",
        ".m4s" => "video/iso.segment",
        ".mp4" => "video/mp4",
        ".vtt" => "text/vtt; charset=utf-8",
        ".jpg" => "image/jpeg",
        ".json" => "application/json",
        _ => "application/octet-stream",
    };
}
