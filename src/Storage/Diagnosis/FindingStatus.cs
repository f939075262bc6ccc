namespace StreamVerse.Storage.Diagnosis;

/// <summary>How a check came out.</summary>
public enum FindingStatus
{
    /// <summary>It works.</summary>
    Ok,

    /// <summary>Something that is needed does not work.</summary>
    Missing,

    /// <summary>It is not needed, or cannot be tried here.</summary>
    Skipped,
}
