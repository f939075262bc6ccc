using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using StreamVerse.EndToEnd.Tests.Collections;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Hosting;

/// <summary>The program when a store is not there: at its start, and later.</summary>
[Collection<Waiting>]
public sealed partial class AbsentStoreTests
{
    [Fact(Timeout = 240_000)]
    public async Task Start_PostgresIsDown_WaitsForItAndSaysSoAndLaterOutagesDoNotFloodTheLog()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Studio.RequireProgram();
        Assert.SkipWhen(PostgresServer.MissingReason is not null, PostgresServer.MissingReason ?? "");
        using TempFolder folder = new();
        await using var postgres = await PostgresServer.StartNewAsync(flushesToDisk: false, cancellationToken);
        var settings = Postgres(await postgres.CreateDatabaseAsync(cancellationToken));
        await postgres.StopAsync(immediately: false, cancellationToken);
        await using LocalServer server = new(folder.File("data"), settings) { Port = FreePort(out var address) };
        using HttpClient client = new() { BaseAddress = address };

        var starting = server.StartAsync(cancellationToken);
        await UntilAsync(client, HttpStatusCode.ServiceUnavailable, "StreamVerse:Relational:ConnectionString", cancellationToken);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", cancellationToken)).StatusCode);
        using (var start = await client.GetAsync("/health/started", cancellationToken))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, start.StatusCode);
            Assert.Contains("StreamVerse:Relational:ConnectionString", await start.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
        }

        using (var other = await client.GetAsync("/v1/titles", cancellationToken))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, other.StatusCode);
            Assert.Contains("starting", await other.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
        }

        await postgres.StartAsync(cancellationToken);
        await starting;
        await UntilAsync(client, HttpStatusCode.OK, "ready", cancellationToken);
        Assert.Equal(address, server.Address);
        Assert.Single(Warnings(server));
        Assert.DoesNotContain("   at ", server.Log, StringComparison.Ordinal);

        await postgres.StopAsync(immediately: true, cancellationToken);
        await UntilAsync(client, HttpStatusCode.ServiceUnavailable, "StreamVerse:Relational:ConnectionString", cancellationToken);
        await Parallel.ForEachAsync(Enumerable.Range(0, 60), new ParallelOptions { MaxDegreeOfParallelism = 60, CancellationToken = cancellationToken }, async (_, token) =>
        {
            using var failed = await client.GetAsync("/v1/titles", token);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        });
        Assert.InRange(Warnings(server).Count, 2, 3);
        Assert.DoesNotContain("   at ", server.Log, StringComparison.Ordinal);
        await postgres.StartAsync(cancellationToken);
        await UntilAsync(client, HttpStatusCode.OK, "ready", cancellationToken);
        while (!server.Log.Contains("The relational store is back", StringComparison.Ordinal))
        {
            await Task.Delay(100, cancellationToken);
        }

        Assert.DoesNotContain(PostgresServer.Password, server.Log, StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task Start_PostgresRefusesThePassword_EndsAtOnceWithOneLine()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Studio.RequireProgram();
        Assert.SkipWhen(PostgresServer.MissingReason is not null, PostgresServer.MissingReason ?? "");
        using TempFolder folder = new();
        await using var postgres = await PostgresServer.StartNewAsync(flushesToDisk: false, cancellationToken);
        NpgsqlConnectionStringBuilder wrong = new(await postgres.CreateDatabaseAsync(cancellationToken)) { Password = "not-the-password" };
        await using LocalServer server = new(folder.File("data"), Postgres(wrong.ConnectionString));
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => server.StartAsync(cancellationToken));
        Assert.Contains("StreamVerse:Relational:ConnectionString", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("password", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 240_000)]
    public async Task Start_ObjectStoreIsDown_WaitsForItButNotForOtherKeys()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Studio.RequireProgram();
        Assert.SkipWhen(RadosGatewayServer.MissingReason is not null, RadosGatewayServer.MissingReason ?? "");
        using TempFolder folder = new();
        await using var ceph = await RadosGatewayServer.StartNewAsync(cancellationToken);
        await ceph.KillGatewayAsync();
        Dictionary<string, string> settings = new()
        {
            ["StreamVerse:Objects:Provider"] = "s3",
            ["StreamVerse:Objects:S3:Endpoint"] = ceph.Endpoint.ToString(),
            ["StreamVerse:Objects:S3:AccessKey"] = RadosGatewayServer.AccessKey,
            ["StreamVerse:Objects:S3:SecretKey"] = RadosGatewayServer.SecretKey,
        };
        await using LocalServer server = new(folder.File("data"), settings) { Port = FreePort(out var address) };
        using HttpClient client = new() { BaseAddress = address };

        var starting = server.StartAsync(cancellationToken);
        await UntilAsync(client, HttpStatusCode.ServiceUnavailable, "StreamVerse:Objects:S3:Endpoint", cancellationToken);
        await ceph.StartGatewayAsync(cancellationToken);
        await starting;
        await UntilAsync(client, HttpStatusCode.OK, "ready", cancellationToken);
        Assert.DoesNotContain(RadosGatewayServer.SecretKey, server.Log, StringComparison.Ordinal);

        settings["StreamVerse:Objects:S3:SecretKey"] = "not-the-secret";
        await using LocalServer refused = new(folder.File("other"), settings);
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => refused.StartAsync(cancellationToken));
        Assert.Contains("StreamVerse:Objects:S3:AccessKey", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-secret", thrown.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task Stop_WhileItWaits_EndsAtOnce()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Studio.RequireProgram();
        using TempFolder folder = new();
        FreePort(out var nowhere);
        await using LocalServer server = new(folder.File("data"), Postgres($"Host=127.0.0.1;Port={nowhere.Port};Username=a;Password=b;Database=c")) { Port = FreePort(out var address) };
        using HttpClient client = new() { BaseAddress = address };
        var starting = server.StartAsync(cancellationToken);
        await UntilAsync(client, HttpStatusCode.ServiceUnavailable, "StreamVerse:Relational:ConnectionString", cancellationToken);
        Assert.Equal(0, await server.StopAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => starting);
    }

    private static Dictionary<string, string> Postgres(string connectionString) => new()
    {
        ["StreamVerse:Relational:Provider"] = "postgres",
        ["StreamVerse:Relational:ConnectionString"] = connectionString,
    };

    private static List<string> Warnings(LocalServer server) =>
        [.. server.Log.Split('\n').Where(static line => WarningOrError().IsMatch(line))];

    private static async Task UntilAsync(HttpClient client, HttpStatusCode status, string text, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync("/health/ready", cancellationToken);
                if (answer.StatusCode == status && (await answer.Content.ReadAsStringAsync(cancellationToken)).Contains(text, StringComparison.Ordinal))
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet, or is between waiting and running.
            }

            await Task.Delay(100, cancellationToken);
        }
    }

    private static int FreePort(out Uri address)
    {
        var port = FreePorts.Take();
        address = new Uri($"http://127.0.0.1:{port}");
        return port;
    }

    [GeneratedRegex(@"\b(warn|fail|crit): ")]
    private static partial Regex WarningOrError();
}
