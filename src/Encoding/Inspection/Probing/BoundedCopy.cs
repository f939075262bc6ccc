namespace StreamVerse.Encoding.Inspection.Probing;

/// <summary>Copies a stream that must not be larger than expected.</summary>
internal static class BoundedCopy
{
    /// <summary>Copies to the end.</summary>
    /// <exception cref="UnusableSourceException">There are more than <paramref name="maxBytes"/>.</exception>
    public static async Task CopyAsync(Stream source, Stream target, int maxBytes, CancellationToken cancellationToken)
    {
        var buffer = new byte[81_920];
        var total = 0L;
        int read;
        while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
        {
            total += read;
            if (total > maxBytes)
            {
                throw new UnusableSourceException(UnusableSourceCodes.NotMedia, "The file declares more tracks and metadata than a video has.");
            }

            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }
}
