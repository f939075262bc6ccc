using Microsoft.Extensions.Options;
using Npgsql;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Relational.Membership;
using StreamVerse.Testing;

namespace StreamVerse.Storage.Tests.Relational.Postgres;

/// <summary>What a client is told of the database in which it looks for silos.</summary>
public sealed class MembershipDatabaseTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindFaultAsync_MigratedOrNot_IsFoundOnlyWithoutTables()
    {
        await using var backend = await postgres.CreateBackendAsync();
        var connectionString = ConnectionString(backend);
        var missing = await FindFaultAsync(connectionString);
        Assert.Equal("its tables do not fit this program; run the migrations.", missing?.Reason);

        await using RelationalHost host = new(backend.Settings);
        await host.Migrator.MigrateAsync(null, Cancellation);
        Assert.Null(await FindFaultAsync(connectionString));
    }

    [Fact]
    public async Task FindFaultAsync_WrongPassword_NamesTheSettingAndNotThePassword()
    {
        await using var backend = await postgres.CreateBackendAsync();
        Assert.SkipUnless(postgres.IsOwn, "The server is not this test's own, and may let anybody in.");
        NpgsqlConnectionStringBuilder wrong = new(ConnectionString(backend)) { Password = "not-the-password" };
        var fault = await FindFaultAsync(wrong.ConnectionString);
        Assert.NotNull(fault);
        Assert.Equal("The membership database (setting StreamVerse:Relational:ConnectionString) is not available: it refuses the user or the password.", fault.Message);
        Assert.False(fault.MayPass);
        Assert.DoesNotContain("not-the-password", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindFaultAsync_NobodyListens_SaysThatItMayPass()
    {
        var fault = await FindFaultAsync($"Host=127.0.0.1;Port={FreePorts.Take()};Username=a;Password=hidden;Database=c");
        Assert.NotNull(fault);
        Assert.Contains("it cannot be reached", fault.Reason, StringComparison.Ordinal);
        Assert.True(fault.MayPass);
    }

    [Theory]
    [InlineData("hidden=hidden")]
    [InlineData("Host=127.0.0.1;Port=hidden")]
    public async Task FindFaultAsync_NoConnectionString_SaysSoAndQuotesNothing(string text)
    {
        var fault = await FindFaultAsync(text);
        Assert.Equal("that is no connection string that can be read.", fault?.Reason);
        Assert.DoesNotContain("hidden", fault!.ToString(), StringComparison.Ordinal);
    }

    private static string ConnectionString(IRelationalBackend backend) => backend.Settings["StreamVerse:Relational:ConnectionString"]!;

    private static async Task<StoreUnavailableException?> FindFaultAsync(string connectionString)
    {
        await using MembershipDatabase database = new(Options.Create(new RelationalOptions { Provider = RelationalProvider.Postgres, ConnectionString = connectionString }), TimeProvider.System);
        return await database.FindFaultAsync(Cancellation);
    }
}
