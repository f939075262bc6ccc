using System.Net;
using System.Net.Sockets;
using StreamVerse.Cluster.Processes;
using StreamVerse.Cluster.Stores;
using StreamVerse.Testing;

namespace StreamVerse.Cluster.Tests.Stores;

public sealed class StoreStartTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(600);

    private readonly TempFolder _temp = new();
    private readonly ClusterFolder _folder;
    private readonly IDisposable _hold;
    private readonly ChildHouse _house;

    public StoreStartTests()
    {
        _folder = new ClusterFolder(_temp.File("data"));
        _hold = _folder.Hold();
        _house = new ChildHouse(_folder, TimeProvider.System, static _ => { });
    }

    [Fact(Timeout = 60_000)]
    public async Task Start_RedisCannotStart_GivesUpAndNamesTheLog()
    {
        Assert.SkipWhen(RedisServer.MissingReason is not null, RedisServer.MissingReason ?? "");
        using var other = TakePort(out var port);
        await using RedisStore store = new(_house, port) { Patience = s_patience };
        await AssertGivesUpAsync(store, "logs/redis.log", TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 60_000)]
    public async Task Start_PostgresCannotStart_GivesUpAndNamesTheLog()
    {
        Assert.SkipWhen(PostgresServer.MissingReason is not null, PostgresServer.MissingReason ?? "");

        // No cluster of databases.
        Directory.CreateDirectory(_folder.File("postgres/data"));
        using var other = TakePort(out var port);
        await using PostgresStore store = new(_house, port) { Patience = s_patience };
        await AssertGivesUpAsync(store, "logs/postgres.log", TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 120_000)]
    public async Task Start_PasswordOfPostgresIsLost_NamesTheFileThatIsMissed()
    {
        Assert.SkipWhen(PostgresServer.MissingReason is not null, PostgresServer.MissingReason ?? "");

        // Its own user must be let through.
        File.SetUnixFileMode(_temp.Path, File.GetUnixFileMode(_temp.Path) | UnixFileMode.OtherExecute);
        var port = FreePorts.Take();
        await using (PostgresStore store = new(_house, port))
        {
            await store.StartAsync(TestContext.Current.CancellationToken);
        }

        File.Delete(_folder.Key("postgres"));
        await using PostgresStore without = new(_house, port);
        var fault = await Assert.ThrowsAsync<IOException>(() => without.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("keys/postgres", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _house.Dispose();
        _hold.Dispose();
        _temp.Dispose();
    }

    private static async Task AssertGivesUpAsync(IClusterStore store, string log, CancellationToken cancellationToken)
    {
        var fault = await Assert.ThrowsAsync<IOException>(() => store.StartAsync(cancellationToken));
        Assert.Contains(log, fault.Message, StringComparison.Ordinal);
    }

    private static TcpListener TakePort(out int port)
    {
        port = FreePorts.Take();
        TcpListener listener = new(IPAddress.Loopback, port);
        listener.Start();
        return listener;
    }
}
