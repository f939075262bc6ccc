namespace StreamVerse.Gateway.Transcoding;

/// <summary>Who may take work from this gateway. Section <c>StreamVerse:Workers</c>.</summary>
public sealed class WorkerCredentialOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "StreamVerse:Workers";

    /// <summary>
    /// File that lists the workers: JSON, each <c>{"name": "...", "region": "...", "sha256": "..."}</c> with the SHA-256 of
    /// the worker's credential in hexadecimal, so that who reads the file learns no credential. It is read again when it
    /// changes: a line that is removed ends that worker's access within seconds. Default: none, so no worker is let in.
    /// </summary>
    public string? CredentialFile { get; set; }
}
