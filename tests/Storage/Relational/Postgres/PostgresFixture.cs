using StreamVerse.Storage.Tests.Relational.Postgres;
using StreamVerse.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace StreamVerse.Storage.Tests.Relational.Postgres;

/// <summary>One PostgreSQL for all tests of this assembly, started by the first that needs it.</summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private PostgresServer? _server;

    /// <summary>A fresh database; skips the test where PostgreSQL is not installed.</summary>
    public async Task<PostgresBackend> CreateBackendAsync()
    {
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

        _gate.Dispose();
    }
}
