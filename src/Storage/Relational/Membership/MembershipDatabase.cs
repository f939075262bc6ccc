using Microsoft.Extensions.Options;
using Npgsql;
using StreamVerse.Storage.Relational.Postgres;

namespace StreamVerse.Storage.Relational.Membership;

/// <summary>
/// The database in which a client finds the silos. Orleans' client tells that it found none, and not why: this says
/// whether it is the database that cannot be reached or refuses.
/// </summary>
/// <param name="options">Where it is.</param>
/// <param name="clock">The clock.</param>
public sealed class MembershipDatabase(IOptions<RelationalOptions> options, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>How long it may take to answer before it counts as away.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>For how long an answer counts, however many ask.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private const string Name = "membership database";

    /// <summary>What Orleans reads: its statements, and the silos.</summary>
    private const string Probe = "SELECT EXISTS (SELECT 1 FROM orleansquery) OR EXISTS (SELECT 1 FROM orleansmembershiptable)";

    private readonly Lock _lock = new();
    private NpgsqlDataSource? _database;
    private Task<StoreUnavailableException?>? _asking;
    private long _askedAt;

    /// <summary>Asks it, unless that was done just now.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong, without secrets; <see langword="null"/> when it answers.</returns>
    public Task<StoreUnavailableException?> FindFaultAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_asking is null || (_asking.IsCompleted && clock.GetElapsedTime(_askedAt) >= Lifetime))
            {
                _askedAt = clock.GetTimestamp();
                _asking = AskAsync();
            }

            return _asking.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    private async Task<StoreUnavailableException?> AskAsync()
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            _database ??= NpgsqlDataSource.Create(ConnectionString());
            await using var command = _database.CreateCommand(Probe);
            await command.ExecuteScalarAsync(patience.Token);
            return null;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return Fault($"it did not answer within {Patience.TotalSeconds} s.", mayPass: true);
        }
        catch (ArgumentException)
        {
            // The exception's own words may quote what stands there.
            return Fault("that is no connection string that can be read.", mayPass: false);
        }
        catch (Exception exception)
        {
            return PostgresErrors.AsUnavailable(exception) is { } known
                ? Fault(known.Reason, known.MayPass)
                : Fault($"it cannot be asked ({(exception as PostgresException)?.SqlState ?? exception.GetType().Name}).", mayPass: true);
        }
    }

    private static StoreUnavailableException Fault(string reason, bool mayPass) => new(Name, PostgresErrors.Setting, reason) { MayPass = mayPass };

    /// <summary>One connection is enough to ask.</summary>
    private string ConnectionString() => new NpgsqlConnectionStringBuilder(options.Value.ConnectionString) { MinPoolSize = 0, MaxPoolSize = 1, ApplicationName = "streamverse-membership" }.ConnectionString;
}
