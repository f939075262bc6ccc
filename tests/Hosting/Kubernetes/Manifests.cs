using StreamVerse.Testing;
using YamlDotNet.RepresentationModel;

namespace StreamVerse.Hosting.Tests.Kubernetes;

/// <summary>The files of <c>k8s</c>, read as a cluster's API would get them.</summary>
internal static class Manifests
{
    private static readonly string[] s_workloads = ["Deployment", "StatefulSet", "Job"];

    public static string Root => RepositoryRoot.Combine("k8s");

    /// <summary>All objects of the base.</summary>
    public static IReadOnlyList<YamlMappingNode> Base { get; } =
        [.. Resources(Path.Combine(Root, "base")).SelectMany(static file => Read(file))];

    /// <summary>Objects that run pods.</summary>
    public static IEnumerable<YamlMappingNode> Workloads => Base.Where(static item => s_workloads.Contains(item.Text("kind")));

    /// <summary>Files that a kustomization names, folders resolved; each must be there.</summary>
    public static IEnumerable<string> Resources(string folder)
    {
        foreach (var resource in Read(Path.Combine(folder, "kustomization.yaml")).Single().List("resources").Select(static node => ((YamlScalarNode)node).Value!))
        {
            var path = Path.GetFullPath(Path.Combine(folder, resource));
            if (Directory.Exists(path))
            {
                foreach (var inner in Resources(path))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return path;
            }
        }
    }

    /// <summary>The documents of a file.</summary>
    public static IEnumerable<YamlMappingNode> Read(string file)
    {
        using var reader = File.OpenText(file);
        YamlStream stream = new();
        stream.Load(reader);
        return [.. stream.Documents.Select(static document => (YamlMappingNode)document.RootNode)];
    }

    public static YamlMappingNode PodOf(YamlMappingNode workload) => workload.Map("spec").Map("template").Map("spec");

    public static YamlMappingNode ContainerOf(YamlMappingNode workload) => (YamlMappingNode)PodOf(workload).List("containers").Single();

    public static string Name(YamlMappingNode item) => item.Map("metadata").Text("name");

    public static YamlMappingNode Map(this YamlMappingNode node, string key) => (YamlMappingNode)node.Children[new YamlScalarNode(key)];

    public static string Text(this YamlMappingNode node, string key) => ((YamlScalarNode)node.Children[new YamlScalarNode(key)]).Value!;

    public static bool Has(this YamlMappingNode node, string key) => node.Children.ContainsKey(new YamlScalarNode(key));

    public static IEnumerable<YamlNode> List(this YamlMappingNode node, string key) => node.Has(key) ? (YamlSequenceNode)node.Children[new YamlScalarNode(key)] : [];
}
