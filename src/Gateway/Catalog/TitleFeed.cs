using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using StreamVerse.Gateway.Errors;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;

namespace StreamVerse.Gateway.Catalog;

/// <summary>One title as it changes, asked for until it is disposed of or deleted; goes on over a silo's death. A reader that is slow misses some views between.</summary>
internal sealed partial class TitleFeed : IDisposable
{
    /// <summary>How much lies between two questions of which the first brought nothing: silos that end, or do not answer, say so at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _left = new();
    private readonly TitleChanges _changes;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private volatile Moment _now;

    /// <summary>Begins the feed.</summary>
    public TitleFeed(Guid id, TitleView first, TitleChanges changes, TimeProvider clock, ILogger logger)
    {
        (_changes, _clock, _logger) = (changes, clock, logger);
        _now = new Moment(first, IsEnd: false);

        // It outlives the request that it begins in, and is no part of that one's trace.
        using (ExecutionContext.SuppressFlow())
        {
            var left = _left.Token;
            _ = Task.Run(() => RunAsync(id, first.Revision, left), CancellationToken.None);
        }
    }

    /// <summary>How many read it: whoever makes it counts them.</summary>
    public int Readers { get; set; }

    /// <summary>The title after every change from a revision on.</summary>
    public async IAsyncEnumerable<TitleView> ReadAsync(long revision, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var moment = _now; ; moment = _now)
        {
            if (moment.View.Revision > revision)
            {
                revision = moment.View.Revision;
                yield return moment.View;
            }

            if (moment.IsEnd)
            {
                yield break;
            }

            await moment.Over.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends it: nobody reads it any more.</summary>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    private async Task RunAsync(Guid id, long known, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var asked = _clock.GetTimestamp();
            try
            {
                if (await _changes.WaitAsync(id, known, cancellationToken) is { } view)
                {
                    known = view.Revision;
                    Tell(view, isEnd: false);
                    continue;
                }
            }
            catch (DomainException exception) when (exception.Kind == ErrorKind.NotFound)
            {
                Tell(_now.View, isEnd: true);
                return;
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (SiloFaults.MayPass(exception))
            {
                LogAskedAgain(id, exception.Message);
            }
            catch (Exception exception)
            {
                LogBroken(exception, id);
            }

            var rest = Pause - _clock.GetElapsedTime(asked);
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Tell(TitleView view, bool isEnd)
    {
        var before = _now;
        _now = new Moment(view, isEnd);
        before.Pass();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Title {TitleId} is asked for changes again: {Reason}")]
    private partial void LogAskedAgain(Guid titleId, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Title {TitleId} could not be asked for changes; asking again.")]
    private partial void LogBroken(Exception exception, Guid titleId);

    /// <summary>What is to be told, until there is something newer.</summary>
    private sealed record Moment(TitleView View, bool IsEnd)
    {
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Over => _over.Task;

        public void Pass() => _over.SetResult();
    }
}
