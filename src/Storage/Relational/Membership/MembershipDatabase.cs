using Microsoft.Extensions.Options;
using Npgsql;
using StreamVerse.Storage.Health;
using StreamVerse.Storage.Relational.Postgres;

namespace StreamVerse.Storage.Relational.Membership;

/// <summary>
/// The database in which a client finds the silos. Orleans' client tells that it found none, and not why: this says
/// whether it is the database that cannot be reached or refuses.
/// </summary>
public sealed class MembershipDatabase : IAsyncDisposable
{
    /// <summary>How long it may take to answer before it counts as away: less than those who ask for readiness wait.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>For how long an answer counts, however many ask.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private const string Name = "membership database";

    /// <summary>What Orleans reads: its statements, and the silos.</summary>
    private const string Probe = "SELECT EXISTS (SELECT 1 FROM orleansquery) OR EXISTS (SELECT 1 FROM orleansmembershiptable)";

    private readonly IOptions<RelationalOptions> _options;
    private readonly TimeProvider _clock;
    private readonly SharedAnswer<StoreUnavailableException?> _answer;
    private NpgsqlDataSource? _database;

    /// <summary>Asks nobody yet.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="clock">The clock.</param>
    public MembershipDatabase(IOptions<RelationalOptions> options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _answer = new SharedAnswer<StoreUnavailableException?>(AskAsync, Lifetime, clock);
    }

    /// <summary>Asks it, unless that was done just now.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong, without secrets; <see langword="null"/> when it answers.</returns>
    public Task<StoreUnavailableException?> FindFaultAsync(CancellationToken cancellationToken) => _answer.GetAsync(cancellationToken);

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
        using var patience = new CancellationTokenSource(Patience, _clock);
        try
        {
            // Npgsql may miss its cancellation while it connects, and would then take as long as it likes.
            await ProbeAsync(patience.Token).WaitAsync(patience.Token);
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

    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        _database ??= NpgsqlDataSource.Create(ConnectionString());
        await using var command = _database.CreateCommand(Probe);
        await command.ExecuteScalarAsync(cancellationToken);
    }

    private static StoreUnavailableException Fault(string reason, bool mayPass) => new(Name, PostgresErrors.Setting, reason) { MayPass = mayPass };

    /// <summary>One connection is enough to ask.</summary>
    private string ConnectionString() => new NpgsqlConnectionStringBuilder(_options.Value.ConnectionString) { MinPoolSize = 0, MaxPoolSize = 1, ApplicationName = "streamverse-membership" }.ConnectionString;
}
