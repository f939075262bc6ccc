using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;

namespace StreamVerse.Gateway.Catalog;

/// <summary>Titles as they change, for as long as somebody listens; goes on over a silo's restart.</summary>
internal sealed partial class TitleFeeds(IGrainFactory grains, TimeProvider clock, ILogger<TitleFeeds> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The title now and after every change; ends when it is deleted.</summary>
    public async IAsyncEnumerable<TitleView> WatchAsync(Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = 0L;
        while (!cancellationToken.IsCancellationRequested)
        {
            await using var views = grains.GetGrain<ITitleGrain>(id).Watch(cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await TryMoveAsync(views, id, cancellationToken) is { } hasNext)
            {
                if (!hasNext)
                {
                    yield break;
                }

                if (views.Current.Revision > seen)
                {
                    seen = views.Current.Revision;
                    yield return views.Current;
                }
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    /// <summary>Whether there is another view; <see langword="null"/> where the silo went away and the watch must begin again.</summary>
    private async Task<bool?> TryMoveAsync(IAsyncEnumerator<TitleView> views, Guid id, CancellationToken cancellationToken)
    {
        try
        {
            return await views.MoveNextAsync();
        }
        catch (DomainException exception) when (exception.Kind == ErrorKind.NotFound)
        {
            return false;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogWatchBroken(exception, id);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The watch of title {TitleId} broke off; beginning again.")]
    private partial void LogWatchBroken(Exception exception, Guid titleId);
}
