namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>Which items of a job somebody is asked to do.</summary>
public enum LeaseScope
{
    /// <summary>What stands between a viewer and the first picture: inspection, the first chunk, audio, subtitles.</summary>
    Urgent,

    /// <summary>Whatever nobody does yet, in order.</summary>
    Any,

    /// <summary>What somebody else does much too slowly: who is done first counts, and the other's work is thrown away.</summary>
    Race,
}
