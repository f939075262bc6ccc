using System.Globalization;
using StreamVerse.Hosting.Tests.Programs;
using YamlDotNet.RepresentationModel;

namespace StreamVerse.Hosting.Tests.Kubernetes;

/// <summary>What the files of <c>k8s</c> promise.</summary>
public sealed class ManifestTests
{
    private static readonly string[] s_secrets =
    [
        "StreamVerse:Relational:ConnectionString=Host=127.0.0.1;Port=1;Username=sv;Password=hidden",
        "StreamVerse:Objects:S3:Endpoint=https://objects.example.com",
        "StreamVerse:Objects:S3:AccessKey=hidden",
        "StreamVerse:Objects:S3:SecretKey=hidden",
        "StreamVerse:Cache:Redis:Configuration=cache.example.com:6379",
        "StreamVerse:Admin:Token=hidden-hidden-hidden-hidden",
        "StreamVerse:Worker:Queue:Credential=svw_hidden",
    ];

    public static TheoryData<string> Workloads => [.. Manifests.Workloads.Select(Manifests.Name)];

    public static TheoryData<string> Servers => [.. Manifests.Workloads.Where(static item => item.Text("kind") != "Job").Select(Manifests.Name)];

    [Fact]
    public void Kustomizations_NameOnlyFilesThatAreThere()
    {
        foreach (var kustomization in Directory.EnumerateFiles(Manifests.Root, "kustomization.yaml", SearchOption.AllDirectories))
        {
            var folder = Path.GetDirectoryName(kustomization)!;
            Assert.All(Manifests.Resources(folder), static file => Assert.True(File.Exists(file), file));
            Assert.All(
                Manifests.Read(kustomization).Single().List("patches").Cast<YamlMappingNode>(),
                patch => Assert.NotEmpty(Manifests.Read(Path.Combine(folder, patch.Text("path")))));
        }
    }

    [Fact]
    public void Base_EveryFileOfTheFolder_IsPartOfIt()
    {
        var folder = Path.Combine(Manifests.Root, "base");
        var files = Directory.EnumerateFiles(folder, "*.yaml").Where(static file => Path.GetFileName(file) != "kustomization.yaml").Order();
        Assert.Equal(files, Manifests.Resources(folder).Order());
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Pod_IsConfined(string name)
    {
        var pod = Manifests.PodOf(Find(name));
        var container = Manifests.ContainerOf(Find(name));
        var (podSecurity, security) = (pod.Map("securityContext"), container.Map("securityContext"));
        Assert.Equal("true", podSecurity.Text("runAsNonRoot"));
        Assert.Equal("RuntimeDefault", podSecurity.Map("seccompProfile").Text("type"));
        Assert.Equal("false", pod.Text("automountServiceAccountToken"));
        Assert.Contains(Manifests.Base, item => item.Text("kind") == "ServiceAccount" && Manifests.Name(item) == pod.Text("serviceAccountName"));
        Assert.Equal(("false", "true"), (security.Text("allowPrivilegeEscalation"), security.Text("readOnlyRootFilesystem")));
        Assert.Equal("ALL", Assert.Single(security.Map("capabilities").List("drop")).ToString());
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Pod_HasAMemoryLimitAndNoCpuLimit(string name)
    {
        var resources = Manifests.ContainerOf(Find(name)).Map("resources");
        Assert.True(resources.Map("limits").Has("memory"));
        Assert.False(resources.Map("limits").Has("cpu"));
        Assert.True(resources.Map("requests").Has("cpu"));
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Pod_VolumesAndMounts_Match(string name)
    {
        var volumes = Manifests.PodOf(Find(name)).List("volumes").Cast<YamlMappingNode>().Select(static volume => volume.Text("name")).Order();
        var mounts = Manifests.ContainerOf(Find(name)).List("volumeMounts").Cast<YamlMappingNode>().Select(static mount => mount.Text("name")).Order();
        Assert.Equal(volumes, mounts);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void Probes_AskHealthOnTheProgramsPort_AndAStartMayTakeFiveMinutes(string name)
    {
        var container = Manifests.ContainerOf(Find(name));
        foreach (var (probe, path) in new[] { ("startupProbe", "/health/started"), ("livenessProbe", "/health/live"), ("readinessProbe", "/health/ready") })
        {
            var get = container.Map(probe).Map("httpGet");
            Assert.Equal((path, "http"), (get.Text("path"), get.Text("port")));
        }

        var startup = container.Map("startupProbe");
        Assert.True(Number(startup.Text("periodSeconds")) * Number(startup.Text("failureThreshold")) >= 300);
        var port = container.List("ports").Cast<YamlMappingNode>().Single(static port => port.Text("name") == "http").Text("containerPort");
        Assert.Equal(port, EnvironmentOf(container)["StreamVerse:Http:Port"]);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void Grace_IsLongerThanTheProgramAndItsHookMayTake(string name)
    {
        var pod = Manifests.PodOf(Find(name));
        var container = Manifests.ContainerOf(Find(name));
        var hook = container.Has("lifecycle") ? Number(container.Map("lifecycle").Map("preStop").Map("exec").List("command").Last().ToString()) : 0;
        var program = TimeSpan.Parse(Settings(container)["StreamVerse:Http:ShutdownTimeout"], CultureInfo.InvariantCulture).TotalSeconds;
        Assert.True(Number(pod.Text("terminationGracePeriodSeconds")) > program + hook);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void Workload_HasABudgetAndIsSpread(string name)
    {
        var labels = Find(name).Map("spec").Map("selector").Map("matchLabels").Text("app");
        Assert.Contains(Manifests.Base, item => item.Text("kind") == "PodDisruptionBudget" && item.Map("spec").Map("selector").Map("matchLabels").Text("app") == labels);
        Assert.All(
            Manifests.PodOf(Find(name)).List("topologySpreadConstraints").Cast<YamlMappingNode>(),
            constraint => Assert.Equal(labels, constraint.Map("labelSelector").Map("matchLabels").Text("app")));
        Assert.NotEmpty(Manifests.PodOf(Find(name)).List("topologySpreadConstraints"));
    }

    [Theory]
    [InlineData("streamverse-silo")]
    [InlineData("streamverse-gateway")]
    public void Deployment_Rolls_WithoutTakingAnyAwayFirst(string name) =>
        Assert.Equal("0", Find(name).Map("spec").Map("strategy").Map("rollingUpdate").Text("maxUnavailable"));

    [Theory]
    [InlineData("streamverse-silo", "Silo")]
    [InlineData("streamverse-migrate", "Silo")]
    [InlineData("streamverse-gateway", "Gateway")]
    [InlineData("streamverse-worker", "Worker")]
    public async Task Settings_OfEveryContainer_AreOnesThatItsProgramKnows(string name, string program)
    {
        var settings = Settings(Manifests.ContainerOf(Find(name)));
        var run = await ProgramRun.OfAsync(program, ["--print-config"], WithSecrets(settings));
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        var lines = run.Output.Split('\n');
        Assert.All(settings, setting => Assert.Contains(lines, line =>
            line.Equals($"{setting.Key} = {setting.Value}", StringComparison.OrdinalIgnoreCase)
            || (Uri.TryCreate(setting.Value, UriKind.Absolute, out var address) && line == $"{setting.Key} = {address}")));
        Assert.DoesNotContain(lines, static line => line.StartsWith('#'));
    }

    /// <summary>A worker keeps within its volume, or it is evicted; and nothing may be uploaded that no worker can encode.</summary>
    [Fact]
    public async Task Worker_LargestUpload_FitsIntoItsScratchAndThatIntoItsVolume()
    {
        const long Room = 2_000_000_000;
        const long LargestWork = 5_000_000_000;
        const string Unit = "Gi";
        var worker = Find("streamverse-worker");
        var volume = Manifests.PodOf(worker).List("volumes").Cast<YamlMappingNode>().Single(static volume => volume.Text("name") == "scratch").Map("emptyDir").Text("sizeLimit");
        Assert.EndsWith(Unit, volume, StringComparison.Ordinal);
        var scratch = long.Parse(Settings(Manifests.ContainerOf(worker))["StreamVerse:Worker:ScratchBytes"], CultureInfo.InvariantCulture);
        Assert.True(scratch + Room <= (long)Number(volume[..^Unit.Length]) << 30);

        var run = await ProgramRun.OfAsync("Silo", ["--print-config"], WithSecrets(Settings(Manifests.ContainerOf(Find("streamverse-silo")))));
        const string Largest = "StreamVerse:Catalog:MaxUploadBytes = ";
        var largest = run.Output.Split('\n').Single(static line => line.StartsWith(Largest, StringComparison.Ordinal))[Largest.Length..];
        Assert.True(long.Parse(largest, CultureInfo.InvariantCulture) + LargestWork <= scratch);
    }

    /// <summary>Without a CPU limit the default is the node's cores: more encoders than the pod has cores and memory for.</summary>
    [Fact]
    public void Worker_Slots_HaveACoreAndAGigabyteEach()
    {
        const string Unit = "Gi";
        var container = Manifests.ContainerOf(Find("streamverse-worker"));
        var requests = container.Map("resources").Map("requests");
        var slots = Number(Settings(container)["StreamVerse:Worker:Slots"]);
        Assert.Equal(Number(requests.Text("cpu")), slots);
        Assert.EndsWith(Unit, requests.Text("memory"), StringComparison.Ordinal);

        // One more for the worker itself.
        Assert.True(slots + 1 <= Number(requests.Text("memory")[..^Unit.Length]));
    }

    private static YamlMappingNode Find(string name) => Manifests.Workloads.Single(item => Manifests.Name(item) == name);

    private static Dictionary<string, string> WithSecrets(Dictionary<string, string> settings)
    {
        var given = s_secrets.Select(static secret => secret.Split('=', 2)).ToDictionary(static pair => pair[0], static pair => pair[1]);
        foreach (var (key, value) in settings)
        {
            given[key] = value;
        }

        return given;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The settings that a container gets from the shared map and from its own environment, those of the program only.</summary>
    private static Dictionary<string, string> Settings(YamlMappingNode container)
    {
        var settings = new Dictionary<string, string>();
        foreach (var map in container.List("envFrom").Cast<YamlMappingNode>().Select(static source => source.Map("configMapRef").Text("name")))
        {
            var data = Manifests.Base.Single(item => item.Text("kind") == "ConfigMap" && Manifests.Name(item) == map).Map("data");
            foreach (var (key, value) in data.Children)
            {
                settings[Key(key.ToString())] = value.ToString();
            }
        }

        foreach (var (key, value) in EnvironmentOf(container).Where(static entry => entry.Key.StartsWith("StreamVerse:", StringComparison.Ordinal)))
        {
            settings[key] = value;
        }

        return settings;
    }

    private static Dictionary<string, string> EnvironmentOf(YamlMappingNode container) =>
        container.List("env").Cast<YamlMappingNode>().ToDictionary(
            static entry => Key(entry.Text("name")),
            static entry => entry.Has("value") ? entry.Text("value").Replace("$(POD_NAME)", "streamverse-worker-0", StringComparison.Ordinal) : "10.1.2.3");

    private static string Key(string variable) => variable.Replace("__", ":", StringComparison.Ordinal);
}
