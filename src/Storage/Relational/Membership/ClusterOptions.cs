namespace StreamVerse.Storage.Relational.Membership;

/// <summary>Which cluster a silo belongs to, and where it is reached. Section <c>StreamVerse:Cluster</c>.</summary>
public sealed class ClusterOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "StreamVerse:Cluster";

    /// <summary>
    /// How silos find each other: <c>localhost</c>, alone in this process, or <c>relational</c>, through the relational
    /// store, which must then be PostgreSQL. Default: <c>localhost</c>.
    /// </summary>
    public MembershipProvider Membership { get; set; } = MembershipProvider.Localhost;

    /// <summary>Names the cluster; silos of other names in the same database are strangers. Default: <c>streamverse</c>.</summary>
    public string ClusterId { get; set; } = "streamverse";

    /// <summary>Address that other silos reach this one at. Default: <c>127.0.0.1</c>.</summary>
    public string AdvertisedAddress { get; set; } = "127.0.0.1";

    /// <summary>Port for other silos; 0 picks a free one. Default: 0.</summary>
    public int SiloPort { get; set; }

    /// <summary>Port for Orleans clients such as gateways; 0 means that none come. Default: 0.</summary>
    public int GatewayPort { get; set; }

    /// <summary>
    /// How often silos look whether a neighbour lives, and how long it may take to answer. Smaller values find a dead silo
    /// sooner, but take a slow one for dead. Default: 1 second. See <c>docs/decisions/failure-tuning.md</c>.
    /// </summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many answers in a row must be missing before a silo votes its neighbour dead. Default: 2.</summary>
    public int MissedProbes { get; set; } = 2;

    /// <summary>How many silos must agree that one is dead; of two silos, one is enough. Default: 2.</summary>
    public int DeathVotes { get; set; } = 2;

    /// <summary>
    /// How long a silo's call to a grain may take before it counts as lost: calls in flight to a silo that hangs end then.
    /// Default: 10 seconds.
    /// </summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The same for a gateway's call, which is repeated then where that does no harm: a call that was in flight to a silo
    /// which died takes this long where it went by way of another, and up to as long again, as Orleans looks only so often
    /// (once a second at the least). Calls that must not be made twice have times of their own. Default: 0.9 seconds.
    /// </summary>
    public TimeSpan ClientCallTimeout { get; set; } = TimeSpan.FromMilliseconds(900);
}
