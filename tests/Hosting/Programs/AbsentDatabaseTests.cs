using System.Globalization;
using Npgsql;
using StreamVerse.Testing;

namespace StreamVerse.Hosting.Tests.Programs;

/// <summary>The real silo and gateway where PostgreSQL comes late, or refuses.</summary>
public sealed class AbsentDatabaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 180_000)]
    public async Task Silo_DatabaseIsLate_IsLiveAtOnceAndStartedWhenItHasJoined()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var postgres = await StartPostgresAsync();
        var settings = Settings(await postgres.CreateDatabaseAsync(cancellationToken));
        settings["StreamVerse:Relational:MigrateAtStart"] = "true";
        settings["StreamVerse:Cluster:SiloPort"] = FreePorts.Take().ToString(CultureInfo.InvariantCulture);
        settings["StreamVerse:Cluster:GatewayPort"] = FreePorts.Take().ToString(CultureInfo.InvariantCulture);
        await postgres.StopAsync(immediately: false, cancellationToken);

        await using var silo = RunningProgram.Start("Silo", settings, _folder);
        await silo.UntilAsync("/health/live", 200, "live", cancellationToken);
        var (status, body) = await silo.GetAsync("/health/started", cancellationToken);
        Assert.Equal(503, status);
        Assert.Contains("StreamVerse:Relational:ConnectionString", body, StringComparison.Ordinal);

        await postgres.StartAsync(cancellationToken);
        await silo.UntilAsync("/health/started", 200, "started", cancellationToken);
        await silo.UntilAsync("/health/ready", 200, "ready", cancellationToken);
        Assert.DoesNotContain(PostgresServer.Password, silo.Log, StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task Gateway_DatabaseRefusesThePassword_SaysSoInReadinessAndLog()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var postgres = await StartPostgresAsync();
        NpgsqlConnectionStringBuilder wrong = new(await postgres.CreateDatabaseAsync(cancellationToken)) { Password = "not-the-password" };
        await using var gateway = RunningProgram.Start("Gateway", Settings(wrong.ConnectionString), _folder);

        var body = await gateway.UntilAsync("/health/ready", 503, "membership database", cancellationToken);
        Assert.Contains("(setting StreamVerse:Relational:ConnectionString) is not available: it refuses the user or the password.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("ClusterId", body, StringComparison.Ordinal);
        await gateway.WritesAsync("The membership database (setting StreamVerse:Relational:ConnectionString) is not available: it refuses the user or the password.", cancellationToken);
        Assert.Equal(200, (await gateway.GetAsync("/health/started", cancellationToken)).Status);
        Assert.DoesNotContain("No silo of", gateway.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-password", gateway.Log + body, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", gateway.Log, StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task Gateway_DatabaseComesLate_SaysThatItCannotBeReachedAndThenThatThereIsNoSilo()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var postgres = await StartPostgresAsync();
        var connectionString = await postgres.CreateDatabaseAsync(cancellationToken);
        var migration = await ProgramRun.OfAsync("Silo", ["migrate"], Settings(connectionString));
        Assert.True(migration.ExitCode == ExitCodes.Ok, migration.Errors);
        await postgres.StopAsync(immediately: false, cancellationToken);

        await using var gateway = RunningProgram.Start("Gateway", Settings(connectionString), _folder);
        await gateway.UntilAsync("/health/ready", 503, "it cannot be reached", cancellationToken);
        await gateway.WritesAsync("The membership database", cancellationToken);
        await postgres.StartAsync(cancellationToken);
        await gateway.UntilAsync("/health/ready", 503, "StreamVerse:Cluster:ClusterId", cancellationToken);
        await gateway.WritesAsync("The membership database is back", cancellationToken);
        await gateway.WritesAsync("No silo of cluster 'streamverse' (setting StreamVerse:Cluster:ClusterId) answers yet", cancellationToken);
        Assert.DoesNotContain("   at ", gateway.Log, StringComparison.Ordinal);
    }

    private static async Task<PostgresServer> StartPostgresAsync()
    {
        Assert.SkipWhen(PostgresServer.MissingReason is not null, PostgresServer.MissingReason ?? "");
        return await PostgresServer.StartNewAsync(flushesToDisk: false, TestContext.Current.CancellationToken);
    }

    private Dictionary<string, string> Settings(string connectionString) => new()
    {
        ["StreamVerse:Relational:Provider"] = "postgres",
        ["StreamVerse:Relational:ConnectionString"] = connectionString,
        ["StreamVerse:Cluster:Membership"] = "relational",
        ["StreamVerse:Objects:Provider"] = "folder",
        ["StreamVerse:Objects:Folder:Path"] = _folder.File("objects"),
        ["StreamVerse:Playback:Tokens:KeyFile"] = _folder.File("playback.json"),
    };
}
