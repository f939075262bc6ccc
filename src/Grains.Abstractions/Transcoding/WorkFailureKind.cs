namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>What to do about an item that was given back.</summary>
public enum WorkFailureKind
{
    /// <summary>The source cannot be used: trying again is no use.</summary>
    Source,

    /// <summary>Something went wrong that may go right next time: a killed process, a full disk, a store that is down.</summary>
    Transient,

    /// <summary>The worker is stopping; it is nobody's fault and counts as no try.</summary>
    Drained,
}
