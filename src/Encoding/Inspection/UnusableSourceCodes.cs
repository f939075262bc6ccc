namespace StreamVerse.Encoding.Inspection;

/// <summary>The reasons for which an uploaded file is refused.</summary>
public static class UnusableSourceCodes
{
    /// <summary>The file has no bytes.</summary>
    public const string Empty = "source-empty";

    /// <summary>The file is no media file: text, an archive, a program.</summary>
    public const string NotMedia = "source-not-media";

    /// <summary>A media format that is not accepted: playlists, scripts, pictures, raw streams without times.</summary>
    public const string FormatNotAccepted = "source-format-not-accepted";

    /// <summary>The end or the index of the file is missing.</summary>
    public const string CutOff = "source-cut-off";

    /// <summary>There is sound, or a cover picture, but no video track.</summary>
    public const string NoVideo = "source-no-video";

    /// <summary>There is no sound in a file that should be an audio track.</summary>
    public const string NoAudio = "source-no-audio";

    /// <summary>The file is no text that subtitles can be read from.</summary>
    public const string NoSubtitles = "source-no-subtitles";

    /// <summary>The video's codec is unknown or cannot be decoded here.</summary>
    public const string CodecNotSupported = "source-codec-not-supported";

    /// <summary>Not one picture could be decoded.</summary>
    public const string NothingDecodes = "source-nothing-decodes";

    /// <summary>The pictures have no width or no height.</summary>
    public const string NoPictureSize = "source-no-picture-size";

    /// <summary>The pictures are larger than the limit.</summary>
    public const string PictureTooLarge = "source-picture-too-large";

    /// <summary>The pictures are smaller than the limit.</summary>
    public const string PictureTooSmall = "source-picture-too-small";

    /// <summary>There is only one picture.</summary>
    public const string SinglePicture = "source-single-picture";

    /// <summary>The video is longer than the limit.</summary>
    public const string TooLong = "source-too-long";

    /// <summary>Timestamps are missing, start anew or jump.</summary>
    public const string BrokenTimestamps = "source-broken-timestamps";
}
