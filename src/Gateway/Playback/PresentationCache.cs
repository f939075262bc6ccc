using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Media.Presentations;
using StreamVerse.Storage.Health;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Gateway.Playback;

/// <summary>
/// What this gateway knows of outputs. Facts of a complete output change only with a track or rendition that comes or goes and are
/// read from the object store by one gateway for all, so they are there even while no silo is; those of one that still grows
/// are asked of its title, at most once a second however many viewers there are.
/// </summary>
internal sealed partial class PresentationCache(IGrainFactory grains, IObjectStore objects, SharedPresentations shared, GatewayMetrics metrics, TimeProvider clock, ILogger<PresentationCache> logger) : IDisposable
{
    private static readonly TimeSpan CompleteLifetime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan GrowingLifetime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UnknownLifetime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryLifetime = TimeSpan.FromSeconds(5);
    private const int MaxTitles = 10_000;

    private readonly Lock _lock = new();
    private readonly Recurrence _stale = new(clock, StoreOutages.ReminderInterval);
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxTitles });

    /// <summary>An output that is known and fresh, without waiting.</summary>
    public Outputs? TryGet(Guid titleId, string version) =>
        _cache.TryGetValue((titleId, version), out Entry? entry) && entry!.Loading.IsCompletedSuccessfully && entry.FreshUntil > clock.GetTimestamp()
            ? entry.Loading.Result
            : null;

    /// <summary>An output, or <see langword="null"/> where the title has none of that version.</summary>
    public Task<Outputs?> GetAsync(Guid titleId, string version)
    {
        var key = (titleId, version);
        lock (_lock)
        {
            if (!_cache.TryGetValue(key, out Entry? entry) || (entry!.Loading.IsCompleted && entry.FreshUntil <= clock.GetTimestamp()))
            {
                // Whoever comes first looks; all who come meanwhile wait for the same answer.
                var last = entry?.Loading is { IsCompletedSuccessfully: true } loaded ? loaded.Result : null;
                entry = Put(key, new Entry { LeastRevision = Math.Max(entry?.LeastRevision ?? 0, last?.Revision ?? 0) });
                var loading = entry;
                entry.Loading = Task.Run(() => LoadAsync(titleId, version, loading, last));
            }

            return entry.Loading;
        }
    }

    /// <summary>Makes sure that an output is not served from facts older than these.</summary>
    public void Require(Guid titleId, string version, int revision)
    {
        if (revision == 0)
        {
            return;
        }

        lock (_lock)
        {
            // What is being looked up just now may be older, too, and so may be what another gateway has passed on.
            if (!_cache.TryGetValue((titleId, version), out Entry? entry)
                || (entry!.LeastRevision < revision && !(entry.Loading.IsCompletedSuccessfully && entry.Loading.Result?.Revision >= revision)))
            {
                Put((titleId, version), new Entry { LeastRevision = revision });
            }
        }
    }

    /// <summary>Forgets a title that was deleted, or whose tracks have changed; what it told other gateways, too.</summary>
    public Task ForgetAsync(Guid titleId)
    {
        foreach (var key in _cache.Keys.OfType<(Guid TitleId, string Version)>().Where(key => key.TitleId == titleId))
        {
            _cache.Remove(key);
        }

        return shared.ForgetAsync(titleId);
    }

    public void Dispose() => _cache.Dispose();

    private async Task<Outputs?> LoadAsync(Guid titleId, string version, Entry entry, Outputs? known)
    {
        SharedPresentation? told = null;
        try
        {
            told = await shared.FindAsync(titleId, version);
            if (told?.Facts.Revision < entry.LeastRevision)
            {
                told = null;
            }

            if (told is not null && told.Age < CompleteLifetime)
            {
                // As good as read here, and no younger than it is.
                entry.FreshUntil = Later(CompleteLifetime - told.Age);
                return Render(told.Facts, known);
            }

            var readAt = clock.GetUtcNow();
            var presentation = await ReadFactsAsync(titleId, version) ?? await AskTitleAsync(titleId, version);
            entry.FreshUntil = Later(presentation switch { null => UnknownLifetime, { IsComplete: true } => CompleteLifetime, _ => GrowingLifetime });
            if (presentation is { IsComplete: true })
            {
                // Nobody here waits for it.
                _ = shared.TellAsync(titleId, presentation, readAt);
            }

            return presentation is null ? null : Render(presentation, known);
        }
        catch (Exception exception) when (known is not null || told is not null)
        {
            // What was true a moment ago is better than nothing; whoever comes later asks again.
            metrics.AddStale();
            _stale.TryEnd(StoreOutages.ReminderInterval, out _, out _);
            if (_stale.Happens(out _, out var unsaid))
            {
                LogStale(exception, unsaid);
            }

            entry.FreshUntil = Later(RetryLifetime);
            return told is not null && !(known?.Revision >= told.Facts.Revision) ? Render(told.Facts, known) : known;
        }
        catch
        {
            lock (_lock)
            {
                // Not one that has taken its place meanwhile. What was asked of it stays asked.
                if (_cache.TryGetValue((titleId, version), out Entry? current) && current == entry)
                {
                    Put((titleId, version), new Entry { LeastRevision = entry.LeastRevision });
                }
            }

            throw;
        }
    }

    /// <summary>Rendered playlists stay with the facts they were rendered from.</summary>
    private static Outputs Render(Presentation presentation, Outputs? known) => known?.IsOf(presentation) == true ? known : new Outputs(presentation);

    private Entry Put((Guid TitleId, string Version) key, Entry entry) =>
        _cache.Set(key, entry, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(10) });

    private async Task<Presentation?> ReadFactsAsync(Guid titleId, string version)
    {
        var key = new ObjectKey(Buckets.TranscodedProfiles, $"{OutputPaths.OfVersion(titleId, version)}/{PresentationPaths.Facts}");
        await using var facts = await objects.OpenReadAsync(key, range: null, CancellationToken.None);
        return facts is null ? null : await JsonSerializer.DeserializeAsync<Presentation>(facts.Content, JsonSerializerOptions.Web);
    }

    private async Task<Presentation?> AskTitleAsync(Guid titleId, string version)
    {
        try
        {
            var presentation = await grains.GetGrain<ITitleGrain>(titleId).GetPresentation();
            return presentation?.Version == version ? presentation : null;
        }
        catch (DomainException exception) when (exception.Kind == ErrorKind.NotFound)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Titles are played by what was known of them, as their state cannot be read now ({Unsaid} more times since this was logged last).")]
    private partial void LogStale(Exception exception, long unsaid);

    private long Later(TimeSpan lifetime) => clock.GetTimestamp() + (long)(lifetime.TotalSeconds * clock.TimestampFrequency);

    private sealed class Entry
    {
        private long _freshUntil;

        /// <summary>Older facts than these must not be shown.</summary>
        public int LeastRevision { get; init; }

        public Task<Outputs?> Loading { get; set; } = Task.FromResult<Outputs?>(null);

        public long FreshUntil
        {
            get => Interlocked.Read(ref _freshUntil);
            set => Interlocked.Exchange(ref _freshUntil, value);
        }
    }
}
