using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace StreamVerse.Hosting.Tests.Kubernetes;

/// <summary>What the base's network policies let through, decided as a cluster's network plugin does: they add up, and a pod that none selects is open.</summary>
internal static class NetworkPolicies
{
    /// <summary>Whoever is no pod of the namespace.</summary>
    public const string Stranger = "";

    private const string Tcp = "TCP";

    /// <summary>Whether a connection is let through at both of its ends.</summary>
    /// <param name="from">The label <c>app</c> of who opens it, or <see cref="Stranger"/>.</param>
    /// <param name="to">The label <c>app</c> of who is called, or <see cref="Stranger"/>.</param>
    /// <param name="port">The port that is called.</param>
    /// <param name="protocol">The protocol.</param>
    public static bool Allow(string from, string to, int port, string protocol = Tcp) =>
        Allow("Egress", "egress", "to", from, to, port, protocol) && Allow("Ingress", "ingress", "from", to, from, port, protocol);

    private static bool Allow(string type, string rules, string peers, string pod, string peer, int port, string protocol)
    {
        var policies = Manifests.Base
            .Where(item => item.Text("kind") == "NetworkPolicy" && pod != Stranger && Selects(item.Map("spec").Map("podSelector"), pod))
            .Select(static item => item.Map("spec"))
            .Where(spec => spec.List("policyTypes").Any(entry => entry.ToString() == type))
            .ToList();
        return policies.Count == 0 || policies.SelectMany(spec => spec.List(rules)).Cast<YamlMappingNode>().Any(rule =>
            (!rule.Has(peers) || rule.List(peers).Cast<YamlMappingNode>().Any(entry => IsPeer(entry, peer)))
            && (!rule.Has("ports") || rule.List("ports").Cast<YamlMappingNode>().Any(entry => IsPort(entry, port, protocol))));
    }

    private static bool IsPeer(YamlMappingNode entry, string peer)
    {
        // Others than pods of the namespace are no case of the base; one that comes must be thought of here.
        Assert.Equal("podSelector", Assert.Single(entry.Children).Key.ToString());
        return peer != Stranger && Selects(entry.Map("podSelector"), peer);
    }

    private static bool IsPort(YamlMappingNode entry, int port, string protocol)
    {
        Assert.False(entry.Has("endPort"));
        return int.Parse(entry.Text("port"), CultureInfo.InvariantCulture) == port && (entry.Has("protocol") ? entry.Text("protocol") : Tcp) == protocol;
    }

    private static bool Selects(YamlMappingNode selector, string app)
    {
        Assert.Equal("matchLabels", Assert.Single(selector.Children).Key.ToString());
        return Assert.Single(selector.Map("matchLabels").Children) is var label && label.Key.ToString() == "app" && label.Value.ToString() == app;
    }
}
