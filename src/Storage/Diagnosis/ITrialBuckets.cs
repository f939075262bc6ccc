namespace StreamVerse.Storage.Diagnosis;

/// <summary>A store whose buckets can be made and removed, to try a store that no start has prepared yet.</summary>
internal interface ITrialBuckets
{
    /// <returns>Whether it was not there before.</returns>
    Task<bool> MakeAsync(string bucket, CancellationToken cancellationToken);

    Task RemoveAsync(string bucket, CancellationToken cancellationToken);
}
