using Polly;
using Polly.Retry;

namespace StreamVerse.Storage.Relational.Postgres;

/// <summary>Tries again what may pass, and turns what does not into the store's unavailability.</summary>
internal sealed class PostgresRetry
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(2);
    private static readonly ResiliencePropertyKey<long> Started = new("started");
    private readonly ResiliencePipeline _pipeline;
    private readonly TimeProvider _time;

    public PostgresRetry(RelationalOptions options, TimeProvider time)
    {
        _time = time;
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
}
