namespace StreamVerse.Storage.Diagnosis;

/// <summary>What a check found.</summary>
/// <param name="Name">What was tried.</param>
/// <param name="Status">How it came out.</param>
/// <param name="Detail">What was seen and what to do, for people; no secrets.</param>
/// <param name="Took">How long it took.</param>
public sealed record Finding(string Name, FindingStatus Status, string Detail, TimeSpan Took);
