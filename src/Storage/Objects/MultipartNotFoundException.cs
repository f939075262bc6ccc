namespace StreamVerse.Storage.Objects;

/// <summary>A multipart object was completed or aborted before, or never begun.</summary>
/// <param name="key">The object.</param>
public sealed class MultipartNotFoundException(ObjectKey key) : IOException($"No multipart upload of {key} is under way: it was completed, aborted or has expired.")
{
    /// <summary>The object.</summary>
    public ObjectKey Key => key;
}
