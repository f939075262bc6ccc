namespace StreamVerse.Grains.Transcoding;

/// <summary>How jobs are run. Section <c>StreamVerse:Transcoding</c>.</summary>
public sealed class TranscodingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "StreamVerse:Transcoding";

    /// <summary>How often a worker confirms that it is alive. Smaller values notice a dead worker sooner but cost more calls. Default: 2 seconds.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a lease lives without a heartbeat; then the item goes to somebody else. Default: 30 seconds.</summary>
    public TimeSpan LeaseLifetime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Over how many different workers an item may fail, where none of them can say that it was its own fault, before its job
    /// fails: the item is to blame then, and would only be poison for more of them. Default: 3.
    /// </summary>
    public int MaxWorkersPerItem { get; set; } = 3;

    /// <summary>How often one item is tried before its job fails. With the growing delays between them, 6 tries take at least 31 seconds. Default: 6.</summary>
    public int MaxTries { get; set; } = 6;

    /// <summary>How often workers may go silent over one item before its job fails. Machines that are taken away again and again look like an item that kills them. Default: 20.</summary>
    public int MaxSilences { get; set; } = 20;
}
