namespace StreamVerse.Storage.Diagnosis;

/// <summary>How a check came out, in its own words.</summary>
/// <param name="Status">How.</param>
/// <param name="Detail">What was seen and what to do, for people; no secrets.</param>
public readonly record struct Verdict(FindingStatus Status, string Detail)
{
    /// <summary>It works.</summary>
    /// <param name="detail">What was seen.</param>
    public static Verdict Ok(string detail) => new(FindingStatus.Ok, detail);

    /// <summary>Something that is needed does not work.</summary>
    /// <param name="detail">What was seen and what to do.</param>
    public static Verdict Missing(string detail) => new(FindingStatus.Missing, detail);

    /// <summary>It is not needed, or cannot be tried here.</summary>
    /// <param name="detail">Why.</param>
    public static Verdict Skipped(string detail) => new(FindingStatus.Skipped, detail);
}
