namespace StreamVerse.Storage.Relational.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteJob<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) : SqliteJob
{
    private readonly TaskCompletionSource<T> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;
    private Exception? _failure;

    public Task<T> Outcome => _outcome.Task;

    public override bool IsCancelled => cancellationToken.IsCancellationRequested;

    public override void Run(SqliteSession session) => _result = work(session);

    public override void FailAlone(Exception exception) => _failure = exception;

    public override void Complete()
    {
        if (_failure is not null)
        {
            _outcome.TrySetException(_failure);
        }
        else
        {
            _outcome.TrySetResult(_result);
        }
    }

    public override void Fail(Exception exception)
    {
        if (exception is OperationCanceledException)
        {
            _outcome.TrySetCanceled(cancellationToken);
        }
        else
        {
            _outcome.TrySetException(_failure ?? exception);
        }
    }
}
