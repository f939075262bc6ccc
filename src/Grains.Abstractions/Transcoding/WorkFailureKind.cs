namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>What to do about an item that was given back.</summary>
public enum WorkFailureKind
{
    /// <summary>The source cannot be used: trying again is no use.</summary>
    Source,

    /// <summary>Something went wrong that may go right next time, and nobody knows whether item or worker is to blame: a killed process, a chunk that is not exact.</summary>
    Transient,

    /// <summary>The worker is stopping, or other items have the room that this one needs there; it is nobody's fault and counts as no try.</summary>
    Drained,

    /// <summary>The worker's machine cannot do it now, whatever the item: a full disk, no ffmpeg.</summary>
    Worker,

    /// <summary>A store was away: neither the item nor the worker is to blame.</summary>
    Store,
}
