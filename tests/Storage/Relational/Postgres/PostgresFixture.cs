using System.Collections.Concurrent;
using Npgsql;
using StreamVerse.Storage.Tests.Relational.Postgres;
using StreamVerse.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace StreamVerse.Storage.Tests.Relational.Postgres;

/// <summary>
/// The PostgreSQL of the tests: the one that the environment names (STREAMVERSE_TEST_POSTGRES, a connection string with the
/// right to make databases: see compose.yaml), otherwise one of their own, started by the first test that needs it.
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly string? _named = Environment.GetEnvironmentVariable("STREAMVERSE_TEST_POSTGRES");
    private readonly ConcurrentBag<string> _databases = [];
    private PostgresServer? _server;

    /// <summary>Whether the server is the tests' own, so that its rules are known.</summary>
    public bool IsOwn => _named is not { Length: > 0 };

    /// <summary>A fresh database; skips the test where PostgreSQL is not installed.</summary>
    public async Task<PostgresBackend> CreateBackendAsync()
    {
        if (!IsOwn)
        {
            var name = $"streamverse_test_{Guid.NewGuid():N}";
            await RunAsync($"CREATE DATABASE {name}", TestContext.Current.CancellationToken);
            _databases.Add(name);
            return new PostgresBackend(new NpgsqlConnectionStringBuilder(_named) { Database = name }.ConnectionString);
        }

        if (PostgresServer.MissingReason is { } missing)
        {
            Assert.Skip(missing);
        }

        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _server ??= await PostgresServer.StartNewAsync(flushesToDisk: false, TestContext.Current.CancellationToken);
        }
        finally
        {
            _gate.Release();
        }

        return new PostgresBackend(await _server.CreateDatabaseAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        NpgsqlConnection.ClearAllPools();
        foreach (var database in _databases)
        {
            await RunAsync($"DROP DATABASE {database}", CancellationToken.None);
        }

        _gate.Dispose();
    }

    private async Task RunAsync(string statement, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(_named! + ";Pooling=false");
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
