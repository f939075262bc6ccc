using System.Net;
using System.Net.Sockets;
using StreamVerse.Testing;

namespace StreamVerse.Hosting.Tests.Programs;

/// <summary>The real silo, gateway and worker on what they cannot work with.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Programs => ["Silo", "Gateway", "Worker"];

    /// <summary>Every port that can be set, of every program.</summary>
    public static TheoryData<string, string> Ports => new(
        ("Silo", "StreamVerse:Http:Port"),
        ("Silo", "StreamVerse:Cluster:SiloPort"),
        ("Silo", "StreamVerse:Cluster:GatewayPort"),
        ("Silo", "StreamVerse:Telemetry:MetricsPort"),
        ("Gateway", "StreamVerse:Http:Port"),
        ("Gateway", "StreamVerse:Telemetry:MetricsPort"),
        ("Worker", "StreamVerse:Http:Port"),
        ("Worker", "StreamVerse:Telemetry:MetricsPort"));

    private Dictionary<string, string> Settings => new()
    {
        ["StreamVerse:Relational:Path"] = _folder.File("silo.db"),
        ["StreamVerse:Objects:Folder:Path"] = _folder.File("objects"),
        ["StreamVerse:Http:Port"] = "0",
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Help_SaysWhatTheProgramIs(string program)
    {
        var run = await ProgramRun.OfAsync(program, ["--help"]);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Contains("--print-config", run.Output, StringComparison.Ordinal);
        Assert.Contains("StreamVerse", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task PrintConfig_SecretsGiven_PrintsSettingsAndNoSecret(string program)
    {
        Dictionary<string, string> settings = new(Settings)
        {
            ["StreamVerse:Objects:Provider"] = "s3",
            ["StreamVerse:Objects:S3:Endpoint"] = "http://127.0.0.1:1",
            ["StreamVerse:Objects:S3:AccessKey"] = "hidden-1",
            ["StreamVerse:Objects:S3:SecretKey"] = "hidden-2",
            ["StreamVerse:Cluster:Membership"] = "relational",
            ["StreamVerse:Relational:Provider"] = "postgres",
            ["StreamVerse:Relational:ConnectionString"] = "Host=127.0.0.1;Port=1;Username=sv;Password=hidden-3",
        };
        var run = await ProgramRun.OfAsync(program, ["--print-config", "--StreamVerse:Http:ShutdownTimeout=00:00:07"], settings);
        Assert.True(run.ExitCode == ExitCodes.Ok, run.Errors);
        Assert.Contains("StreamVerse:Http:ShutdownTimeout = 00:00:07", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", run.Output + run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Start_WrongSettings_IsExitCode78AndEachFailureOnce(string program)
    {
        Dictionary<string, string> settings = new(Settings) { ["StreamVerse:Http:Address"] = "nowhere", ["StreamVerse:Http:ShutdownTimeout"] = "00:00:00" };
        var run = await ProgramRun.OfAsync(program, [], settings);
        AssertMisconfigured(run, "StreamVerse:Http:Address must be an IP address");
        Assert.Single(Occurrences(run.Errors, "StreamVerse:Http:ShutdownTimeout must be"));
    }

    [Theory]
    [InlineData("Silo", "StreamVerse:Catalog:QuotaBytes", "50GB", "a whole number")]
    [InlineData("Silo", "StreamVerse:Cluster:SiloPort", "any", "a whole number")]
    [InlineData("Silo", "StreamVerse:Cluster:Membership", "etcd", "one of Localhost, Relational")]
    [InlineData("Silo", "StreamVerse:Http:ShutdownTimeout", "25s", "a time such as 00:00:25")]
    [InlineData("Silo", "StreamVerse:Telemetry:LogFormat", "xml", "one of Text, Json")]
    [InlineData("Gateway", "StreamVerse:Cache:Provider", "dragonfly", "one of Memory, Redis")]
    [InlineData("Gateway", "StreamVerse:Cluster:ClientCallTimeout", "900ms", "a time such as")]
    [InlineData("Worker", "StreamVerse:Worker:Slots", "auto", "a whole number")]
    [InlineData("Worker", "StreamVerse:Encoding:StallTimeout", "5m", "a time such as")]
    public async Task ValueOfTheWrongType_IsExitCode78_AndPrintedAsWrong(string program, string setting, string value, string expected)
    {
        Dictionary<string, string> settings = new(Settings) { [setting] = value };
        var line = $"{setting} must be {expected}";
        var run = await ProgramRun.OfAsync(program, [], settings);
        AssertMisconfigured(run, line);
        Assert.Contains($"'{value}'", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);

        var print = await ProgramRun.OfAsync(program, ["--print-config"], settings);
        Assert.Equal((ExitCodes.Ok, ""), (print.ExitCode, print.Errors));
        Assert.Contains(print.Output.Split('\n'), printed => printed.StartsWith($"# {line}", StringComparison.Ordinal));
        Assert.Contains(print.Output.Split('\n'), static printed => printed.StartsWith("StreamVerse:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_SeveralValuesOfTheWrongType_NamesEach()
    {
        Dictionary<string, string> settings = new(Settings)
        {
            ["StreamVerse:Worker:Slots"] = "auto",
            ["StreamVerse:Http:ShutdownTimeout"] = "25s",
            ["StreamVerse:Telemetry:TraceShare"] = "2",
        };
        var run = await ProgramRun.OfAsync("Worker", [], settings);
        Assert.All((string[])["Worker:Slots", "Http:ShutdownTimeout", "Telemetry:TraceShare"], key => AssertMisconfigured(run, $"StreamVerse:{key} must be"));
    }

    [Fact]
    public async Task Start_AdvertisedAddressIsNone_IsExitCode78AndNamesIt()
    {
        Dictionary<string, string> settings = new(Settings)
        {
            ["StreamVerse:Relational:Provider"] = "postgres",
            ["StreamVerse:Relational:ConnectionString"] = "Host=127.0.0.1;Port=1;Username=sv;Password=hidden",
            ["StreamVerse:Cluster:Membership"] = "relational",
            ["StreamVerse:Cluster:AdvertisedAddress"] = "silo-1",
        };
        AssertMisconfigured(await ProgramRun.OfAsync("Silo", [], settings), "StreamVerse:Cluster:AdvertisedAddress must be an IP address");
    }

    /// <summary>What <c>./streamverse up</c> runs.</summary>
    [Theory]
    [InlineData("StreamVerse:Catalog:QuotaBytes", "50GB", "a whole number")]
    [InlineData("StreamVerse:Cluster:SiloPort", "any", "a whole number")]
    [InlineData("StreamVerse:Cache:Provider", "dragonfly", "one of Memory, Redis")]
    [InlineData("StreamVerse:Catalog:QuotaBytes", "-1", "")]
    public async Task Local_WrongSetting_IsOneLineAndExitCode78(string setting, string value, string expected)
    {
        var run = await ProgramRun.OfAsync("Local", ["--port", "0", "--data", _folder.File("data"), "--no-demo"], new Dictionary<string, string> { [setting] = value });
        AssertMisconfigured(run, $"{setting} must be {expected}");
        Assert.Equal("", run.Output);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Start_UnknownOption_IsExitCode78AndNamesIt(string program) =>
        AssertMisconfigured(await ProgramRun.OfAsync(program, ["--no-such-option=1"], Settings), "'--no-such-option=1' is no option");

    [Fact]
    public async Task Start_ConfigurationFileIsNotThere_IsExitCode78AndNamesIt() =>
        AssertMisconfigured(await ProgramRun.OfAsync("Silo", [], new Dictionary<string, string>(Settings) { ["STREAMVERSE_CONFIG"] = "/no/such.json" }), "/no/such.json");

    [Fact]
    public async Task Local_ConfigurationFileIsNamed_ReadsItAsEveryProgramDoes()
    {
        var file = _folder.File("settings.json");
        await File.WriteAllTextAsync(file, """{ "StreamVerse": { "Worker": { "Slots": "many" } } }""", TestContext.Current.CancellationToken);
        string[] arguments = ["--port", "0", "--data", _folder.File("data"), "--no-demo"];
        AssertMisconfigured(await ProgramRun.OfAsync("Local", arguments, new Dictionary<string, string> { ["STREAMVERSE_CONFIG"] = file }), "StreamVerse:Worker:Slots must be a whole number");
        AssertMisconfigured(await ProgramRun.OfAsync("Local", arguments, new Dictionary<string, string> { ["STREAMVERSE_CONFIG"] = "/no/such.json" }), "/no/such.json");
    }

    /// <summary>As docs/configuration.md says: defaults in the data folder are those of <c>up</c> alone.</summary>
    [Theory]
    [InlineData("Worker", "StreamVerse:Worker:ScratchPath = ", "/streamverse-worker")]
    [InlineData("Gateway", "# StreamVerse:Playback:Tokens:KeyFile must be an absolute path.", "")]
    [InlineData("Silo", "# StreamVerse:Relational:Path must name SQLite's file.", "")]
    [InlineData("Silo", "StreamVerse:Objects:Folder:Path = data/objects", "")]
    public async Task PrintConfig_NothingSet_HasNoPathOfUpsDataFolder(string program, string start, string end)
    {
        var run = await ProgramRun.OfAsync(program, ["--print-config"]);
        Assert.True(run.ExitCode == ExitCodes.Ok, run.Errors);
        Assert.Contains(run.Output.Split('\n'), line => line.StartsWith(start, StringComparison.Ordinal) && line.EndsWith(end, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ports))]
    public async Task Start_PortInUse_IsOneLineThatNamesTheSetting(string program, string setting)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Dictionary<string, string> settings = new(Settings)
        {
            ["StreamVerse:Playback:Tokens:KeyFile"] = _folder.File("playback.json"),
            ["StreamVerse:Worker:ScratchPath"] = _folder.File("scratch"),
            ["StreamVerse:Worker:Queue:Urls:0"] = "http://127.0.0.1:1",
            ["StreamVerse:Worker:Queue:Credential"] = "svw_hidden",
        };
        var run = await ProgramRun.OfAsync(program, [$"--{setting}={port}"], settings);
        Assert.True(run.ExitCode == ExitCodes.Failed, $"{run.ExitCode}: {run.Output}{run.Errors}");
        var line = Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"127.0.0.1:{port} cannot be listened on: another program listens there. Choose another port with {setting} (0", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AddressOfAnotherMachine_IsOneLineThatNamesTheSetting()
    {
        // 192.0.2.0/24 is for documentation; no machine has it.
        Dictionary<string, string> settings = new(Settings)
        {
            ["StreamVerse:Relational:Provider"] = "postgres",
            ["StreamVerse:Relational:ConnectionString"] = "Host=127.0.0.1;Port=1;Username=sv;Password=hidden",
            ["StreamVerse:Cluster:Membership"] = "relational",
            ["StreamVerse:Cluster:AdvertisedAddress"] = "192.0.2.1",
            ["StreamVerse:Cluster:SiloPort"] = "11111",
        };
        var run = await ProgramRun.OfAsync("Silo", [], settings);
        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        var line = Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("192.0.2.1:11111 cannot be listened on: this machine does not have that address. Set StreamVerse:Cluster:AdvertisedAddress", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnePortForTwo_IsExitCode78AndNamesBoth()
    {
        var port = FreePorts.Take();
        AssertMisconfigured(
            await ProgramRun.OfAsync("Silo", [$"--StreamVerse:Cluster:SiloPort={port}", $"--StreamVerse:Cluster:GatewayPort={port}"], Settings),
            $"StreamVerse:Cluster:SiloPort and StreamVerse:Cluster:GatewayPort are both {port}");
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertMisconfigured(ProgramRun run, string reason)
    {
        Assert.True(run.ExitCode == ExitCodes.Misconfigured, $"{run.ExitCode}: {run.Output}{run.Errors}");
        Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Single(Occurrences(run.Errors, reason));
    }

    private static IEnumerable<int> Occurrences(string text, string part)
    {
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            yield return at;
        }
    }
}
