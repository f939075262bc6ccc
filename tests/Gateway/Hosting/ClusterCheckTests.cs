using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using NSubstitute.Extensions;
using StreamVerse.Gateway.Hosting;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Relational.Membership;

namespace StreamVerse.Gateway.Tests.Hosting;

/// <summary>What a gateway says of the control cluster.</summary>
public sealed class ClusterCheckTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly IManagementGrain _management = Substitute.For<IManagementGrain>();
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();

    public ClusterCheckTests() => _grains.GetGrain<IManagementGrain>(0, null).Returns(_management);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindFaultsAsync_NeitherSilosNorDatabaseAnswer_SaysSoBeforeAnybodyGivesUp()
    {
        using var silent = Listen();
        await using var database = Database(silent);
        _management.ReturnsForAll(new TaskCompletionSource<Dictionary<SiloAddress, SiloStatus>>().Task);
        var asking = Check(database).FindFaultsAsync(Cancellation);
        Assert.Single(_management.ReceivedCalls());

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("The membership database (setting StreamVerse:Relational:ConnectionString) is not available: it did not answer within 2 s.", Assert.Single(await asking.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)));
    }

    [Fact]
    public async Task FindFaultsAsync_ASiloAnswers_DoesNotWaitForTheDatabase()
    {
        using var silent = Listen();
        await using var database = Database(silent);
        _management.ReturnsForAll(Task.FromResult(new Dictionary<SiloAddress, SiloStatus> { [SiloAddress.New(IPAddress.Loopback, 1, 1)] = SiloStatus.Active }));

        Assert.Empty(await Check(database).FindFaultsAsync(Cancellation));
    }

    private static TcpListener Listen()
    {
        TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        return silent;
    }

    private MembershipDatabase Database(TcpListener at)
    {
        var connectionString = $"Host=127.0.0.1;Port={((IPEndPoint)at.LocalEndpoint).Port};Username=a;Password=b;Database=c;Timeout=60";
        return new MembershipDatabase(Options.Create(new RelationalOptions { Provider = RelationalProvider.Postgres, ConnectionString = connectionString }), _clock);
    }

    private ClusterCheck Check(MembershipDatabase database) => new(_grains, database, Options.Create(new ClusterOptions()), _clock);
}
