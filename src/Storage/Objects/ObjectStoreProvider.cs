namespace StreamVerse.Storage.Objects;

/// <summary>Which adapter keeps the objects.</summary>
public enum ObjectStoreProvider
{
    /// <summary>A folder of this machine: nothing to install, one machine only.</summary>
    Folder,

    /// <summary>MinIO, or another store that speaks S3: shared by every machine of a region.</summary>
    S3,
}
