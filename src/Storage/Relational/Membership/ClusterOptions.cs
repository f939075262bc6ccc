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
}
