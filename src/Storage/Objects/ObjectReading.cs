namespace StreamVerse.Storage.Objects;

/// <summary>An object opened for reading.</summary>
/// <param name="info">What is known of the whole object.</param>
/// <param name="content">The bytes asked for.</param>
/// <param name="contentLength">How many bytes <paramref name="content"/> has.</param>
public sealed class ObjectReading(ObjectInfo info, Stream content, long contentLength) : IAsyncDisposable
{
    /// <summary>What is known of the whole object.</summary>
    public ObjectInfo Info => info;

    /// <summary>The bytes asked for.</summary>
    public Stream Content => content;

    /// <summary>How many bytes <see cref="Content"/> has.</summary>
    public long ContentLength => contentLength;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => content.DisposeAsync();
}
