namespace StreamVerse.Worker.Remote;

/// <summary>Where a worker of its own gets its work from. Section <c>StreamVerse:Worker:Queue</c>.</summary>
public sealed class RemoteQueueOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "StreamVerse:Worker:Queue";

    /// <summary>
    /// Addresses of gateways, for example <c>https://video.example.com</c>; one behind a balancer is enough. With several,
    /// the worker stays with one until it fails. They must be <c>https</c> unless they are of this machine.
    /// </summary>
    public IList<Uri> Urls { get; } = [];

    /// <summary>The worker's credential, as <c>worker-credential</c> printed it. Keep it in <c>/run/secrets</c> or the environment.</summary>
    public string Credential { get; set; } = "";

    /// <summary>
    /// A file that holds the credential; counts before one in <see cref="Credential"/>. It is read again when a gateway
    /// refuses what it held, so that the credential can be replaced without a restart. Default: none.
    /// </summary>
    public string? CredentialFile { get; set; }

    /// <summary>
    /// Whether <c>http</c> is allowed to addresses that are not of this machine: the credential then travels in the open, so
    /// only inside a network that encrypts by itself. Default: no.
    /// </summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>How long a call may take beyond the time it is asked to wait. Smaller values find a dead gateway sooner. Default: 10 seconds.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the store may be silent in one read or write before it counts as gone. Default: 30 seconds.</summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
