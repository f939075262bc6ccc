using System.Globalization;
using StreamVerse.Cluster.Processes;
using StreamVerse.Hosting;
using StreamVerse.Storage.Relational.Membership;

namespace StreamVerse.Cluster.Programs;

/// <summary>How each of our programs is started. Settings go by environment variables: a command line can be read by everybody on the machine.</summary>
/// <param name="Settings">What was asked for.</param>
/// <param name="Ports">Which ports there are.</param>
/// <param name="Folder">Where everything is kept.</param>
/// <param name="StoreSettings">Settings by which programs reach the stores, by name with colons.</param>
/// <param name="AdminToken">The token of the SREs.</param>
/// <param name="Cores">How many cores the workers share.</param>
/// <param name="Version">Gives a program as it is on the disk now, a file that no build changes; asked whenever a start is planned.</param>
internal sealed record ProgramPlan(ClusterSettings Settings, PortPlan Ports, ClusterFolder Folder, IReadOnlyDictionary<string, string> StoreSettings, string AdminToken, int Cores, Func<string, string> Version)
{
    /// <summary>Encoders take what the silos and gateways of the machine leave; those answer, and must not be taken for dead.</summary>
    private const int WorkerNiceness = 10;

    private const string SlotsSetting = "StreamVerse:Worker:Slots";
    private const string HttpPortSetting = $"{HttpOptions.Section}:{nameof(HttpOptions.Port)}";

    /// <summary>Where a gateway listens.</summary>
    /// <param name="number">From 1.</param>
    public Uri GatewayUrl(int number) => Url(Settings.Port + number - 1);

    public Uri SiloUrl(int number) => Url(Ports.SiloHttp(number));

    public Uri WorkerUrl(int number) => Url(Ports.WorkerHttp(number));

    public ChildDefinition Silo(int number) => Define($"silo-{Text(number)}", ProgramFiles.Silo, new()
    {
        [HttpPortSetting] = Text(Ports.SiloHttp(number)),
        [$"{ClusterOptions.Section}:{nameof(ClusterOptions.SiloPort)}"] = Text(Ports.Silo(number)),
        [$"{ClusterOptions.Section}:{nameof(ClusterOptions.GatewayPort)}"] = Text(Ports.SiloGateway(number)),
    });

    public ChildDefinition Gateway(int number)
    {
        var settings = GatewaySettings();
        settings[HttpPortSetting] = Text(Settings.Port + number - 1);
        settings["StreamVerse:Telemetry:MetricsPort"] = Text(Ports.GatewayMetrics(number));
        return Define($"gateway-{Text(number)}", ProgramFiles.Gateway, settings);
    }

    /// <summary>A worker: it knows no store.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="credential">What gateways know it by.</param>
    public ChildDefinition Worker(int number, string credential)
    {
        var name = WorkerName(number);
        var settings = new Dictionary<string, string>
        {
            [HttpPortSetting] = Text(Ports.WorkerHttp(number)),
            ["StreamVerse:Worker:Name"] = name,
            ["StreamVerse:Worker:ScratchPath"] = Path.Combine(Folder.File("scratch"), name),
            ["StreamVerse:Worker:Queue:Credential"] = credential,
        };
        for (var gateway = 1; gateway <= Settings.Gateways; gateway++)
        {
            settings[$"StreamVerse:Worker:Queue:Urls:{Text(gateway - 1)}"] = GatewayUrl(gateway).GetLeftPart(UriPartial.Authority);
        }

        // The workers share the machine, unless somebody knows better.
        if (Environment.GetEnvironmentVariable(Variable(SlotsSetting)) is null)
        {
            settings[SlotsSetting] = Text(Math.Max(1, (Cores + Settings.Workers - 1) / Math.Max(1, Settings.Workers)));
        }

        return new ChildDefinition(name, "dotnet", [Version(ProgramFiles.Worker)]) { Environment = Variables(settings), Niceness = WorkerNiceness };
    }

    public static string WorkerName(int number) => $"worker-{Text(number)}";

    /// <summary>Brings the stores to what this version needs.</summary>
    public ChildDefinition Migration() => Define("migration", ProgramFiles.Silo, [], "migrate");

    /// <summary>Makes a worker's credential and prints it.</summary>
    public ChildDefinition WorkerCredential(int number) => Define("credential", ProgramFiles.Gateway, GatewaySettings(), "worker-credential", WorkerName(number));

    private Dictionary<string, string> GatewaySettings()
    {
        var settings = new Dictionary<string, string>
        {
            ["StreamVerse:Workers:CredentialFile"] = Folder.Key("workers.json"),
            ["StreamVerse:Playback:Tokens:KeyFile"] = Folder.Key("playback.json"),
            [Cluster.AdminToken.Setting] = AdminToken,
        };
        if (Settings.WebPath is { } web)
        {
            settings["StreamVerse:Gateway:WebRoot"] = web;
        }

        return settings;
    }

    private ChildDefinition Define(string name, string program, Dictionary<string, string> settings, params string[] arguments)
    {
        settings[$"{ClusterOptions.Section}:{nameof(ClusterOptions.Membership)}"] = nameof(MembershipProvider.Relational);
        foreach (var (key, value) in StoreSettings)
        {
            settings[key] = value;
        }

        return new ChildDefinition(name, "dotnet", [Version(program), .. arguments]) { Environment = Variables(settings) };
    }

    private static Dictionary<string, string> Variables(Dictionary<string, string> settings) => settings.ToDictionary(static setting => Variable(setting.Key), static setting => setting.Value);

    private static string Variable(string setting) => setting.Replace(":", "__", StringComparison.Ordinal);

    private static Uri Url(int port) => new($"http://127.0.0.1:{Text(port)}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
