using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace StreamVerse.Storage.Relational.Postgres;

/// <summary>Tries again what may pass, and turns what does not into the store's unavailability.</summary>
internal sealed partial class PostgresRetry
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(2);
    private static readonly ResiliencePropertyKey<long> Started = new("started");
    private readonly ResiliencePipeline _pipeline;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public PostgresRetry(RelationalOptions options, TimeProvider time, ILogger logger)
    {
        _time = time;
        _logger = logger;
        if (options.MaxRetries == 0)
        {
            _pipeline = ResiliencePipeline.Empty;
            return;
        }

        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxRetries,
                Delay = options.RetryDelay,
                MaxDelay = MaxDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is { } exception && PostgresErrors.IsTransient(exception)
                    && time.GetElapsedTime(arguments.Context.Properties.GetValue(Started, 0L)) < options.CommandTimeout),
                OnRetry = arguments =>
                {
                    Log(arguments.Outcome.Exception!, arguments.AttemptNumber + 1, arguments.RetryDelay);
                    return default;
                },
            })
            .Build();
    }

    public async Task<TResult> RunAsync<TState, TResult>(
        Func<TState, CancellationToken, Task<TResult>> work, TState state, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Started, _time.GetTimestamp());
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (context, call) => await call.work(call.state, context.CancellationToken), context, (work, state));
        }
        catch (Exception exception) when (PostgresErrors.AsUnavailable(exception) is not null)
        {
            throw PostgresErrors.AsUnavailable(exception)!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private void Log(Exception exception, int attempt, TimeSpan delay)
    {
        var reason = PostgresErrors.AsUnavailable(exception)?.Reason ?? exception.GetType().Name;
        if (PostgresErrors.IsRolledBack(exception))
        {
            LogContention(attempt, delay, reason);
        }
        else
        {
            LogFailure(attempt, delay, reason);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The relational store undid attempt {Attempt}, next in {Delay}: {Reason}")]
    private partial void LogContention(int attempt, TimeSpan delay, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The relational store failed at attempt {Attempt}, next in {Delay}: {Reason}")]
    private partial void LogFailure(int attempt, TimeSpan delay, string reason);
}
