using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Gateway.Catalog;

/// <summary>Titles as they change, for as long as somebody listens: one feed a title, however many do.</summary>
internal sealed class TitleFeeds(TitleChanges changes, TimeProvider clock, ILogger<TitleFeeds> logger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, TitleFeed> _feeds = [];

    /// <summary>The title as the caller knows it, and after every change; ends when it is deleted.</summary>
    public async IAsyncEnumerable<TitleView> WatchAsync(Guid id, TitleView first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var feed = Join(id, first);
        try
        {
            yield return first;
            await foreach (var view in feed.ReadAsync(first.Revision, cancellationToken))
            {
                yield return view;
            }
        }
        finally
        {
            Leave(id, feed);
        }
    }

    private TitleFeed Join(Guid id, TitleView first)
    {
        lock (_lock)
        {
            if (!_feeds.TryGetValue(id, out var feed))
            {
                _feeds[id] = feed = new TitleFeed(id, first, changes, clock, logger);
            }

            feed.Readers++;
            return feed;
        }
    }

    private void Leave(Guid id, TitleFeed feed)
    {
        lock (_lock)
        {
            if (--feed.Readers > 0)
            {
                return;
            }

            _feeds.Remove(id);
        }

        feed.Dispose();
    }
}
