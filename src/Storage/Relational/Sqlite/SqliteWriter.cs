using System.Threading.Channels;

namespace StreamVerse.Storage.Relational.Sqlite;

/// <summary>
/// The one writer of a process: takes the writes that wait, runs them in one transaction and tells their outcome after
/// the commit. So a flush to disk is shared by all that came while the last one ran, and an idle store waits for nobody.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MaxBatch = 256;
    private const int MaxWaiting = 8192;
    private readonly Channel<SqliteJob> _waiting = Channel.CreateBounded<SqliteJob>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    private readonly Func<SqliteSession> _open;
    private readonly Task _loop;
    private SqliteSession? _session;

    public SqliteWriter(Func<SqliteSession> open)
    {
        _open = open;
        _loop = Task.Run(LoopAsync);
    }

    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        SqliteJob<T> job = new(work, cancellationToken);
        try
        {
            await _waiting.Writer.WriteAsync(job, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteStore));
        }

        return await job.Outcome;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
        _session?.Dispose();
    }

    private async Task LoopAsync()
    {
        List<SqliteJob> batch = new(MaxBatch);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (batch.Count < MaxBatch && _waiting.Reader.TryRead(out var job))
            {
                batch.Add(job);
            }

            RunBatch(batch);
            batch.Clear();
        }
    }

    private void RunBatch(List<SqliteJob> batch)
    {
        try
        {
            _session ??= _open();
            _session.Execute("BEGIN IMMEDIATE", []);
            foreach (var job in batch)
            {
                RunJob(_session, job);
            }

            _session.Execute("COMMIT", []);
        }
        catch (Exception exception)
        {
            // Closing rolls back; the next batch begins with a fresh connection.
            _session?.Dispose();
            _session = null;
            var failure = SqliteErrors.AsUnavailable(exception) ?? exception;
            batch.ForEach(job => job.Fail(failure));
            return;
        }

        batch.ForEach(job => job.Complete());
    }

    private static void RunJob(SqliteSession session, SqliteJob job)
    {
        if (job.IsCancelled)
        {
            job.FailAlone(new OperationCanceledException());
            return;
        }

        session.Execute("SAVEPOINT job", []);
        try
        {
            job.Run(session);
        }
        catch (Exception exception) when (session.IsInTransaction)
        {
            session.Execute("ROLLBACK TO job", []);
            job.FailAlone(SqliteErrors.AsUnavailable(exception) ?? exception);
        }

        session.Execute("RELEASE job", []);
    }
}
