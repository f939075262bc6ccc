namespace StreamVerse.Media.Cmaf;

/// <summary>What a track carries.</summary>
public enum TrackKind
{
    /// <summary>Pictures (handler <c>vide</c>).</summary>
    Video,

    /// <summary>Sound (handler <c>soun</c>).</summary>
    Audio,
}
