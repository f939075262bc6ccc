namespace StreamVerse.Encoding.Inspection;

/// <summary>An uploaded file is not a video that can be encoded. Trying again gives the same; the uploader must send another file.</summary>
/// <param name="code">One of <see cref="UnusableSourceCodes"/>, for programs.</param>
/// <param name="message">What is wrong and what to do, for the uploader; names no path.</param>
public sealed class UnusableSourceException(string code, string message) : Exception(message)
{
    /// <summary>One of <see cref="UnusableSourceCodes"/>.</summary>
    public string Code => code;
}
