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
/// What this gateway knows of outputs. Facts of a complete output change only with a track that is added or removed and are read from the object store, so
/// they are there even while no silo is; those of one that still grows are asked of its title, at most once a second
/// however many viewers there are.
/// </summary>
internal sealed partial class PresentationCache(IGrainFactory grains, IObjectStore objects, GatewayMetrics metrics, TimeProvider clock, ILogger<PresentationCache> logger) : IDisposable
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
                entry = new Entry();
                _cache.Set(key, entry, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(10) });
                var loading = entry;
                entry.Loading = Task.Run(() => LoadAsync(titleId, version, loading, last));
            }

            return entry.Loading;
        }
    }

    /// <summary>Makes sure that an output is not served from facts older than these.</summary>
    public void Require(Guid titleId, string version, int revision)
    {
        // What is being looked up just now may be older, too.
        if (revision > 0 && _cache.TryGetValue((titleId, version), out Entry? entry) && !(entry!.Loading.IsCompletedSuccessfully && entry.Loading.Result?.Revision >= revision))
        {
            _cache.Remove((titleId, version));
        }
    }

    /// <summary>Forgets a title that was deleted, or whose tracks have changed.</summary>
    public void Forget(Guid titleId)
    {
        foreach (var key in _cache.Keys.OfType<(Guid TitleId, string Version)>().Where(key => key.TitleId == titleId))
        {
            _cache.Remove(key);
        }
    }

    public void Dispose() => _cache.Dispose();

    private async Task<Outputs?> LoadAsync(Guid titleId, string version, Entry entry, Outputs? known)
    {
        try
        {
            var presentation = await ReadFactsAsync(titleId, version) ?? await AskTitleAsync(titleId, version);
            entry.FreshUntil = Later(presentation switch { null => UnknownLifetime, { IsComplete: true } => CompleteLifetime, _ => GrowingLifetime });

            // Rendered playlists stay with the facts they were rendered from.
            return presentation is null ? null : known?.IsOf(presentation) == true ? known : new Outputs(presentation);
        }
        catch (Exception exception) when (known is not null)
        {
            // What was true a moment ago is better than nothing; whoever comes later asks again.
            metrics.AddStale();
            _stale.TryEnd(StoreOutages.ReminderInterval, out _, out _);
            if (_stale.Happens(out _, out var unsaid))
            {
                LogStale(exception, unsaid);
            }

            entry.FreshUntil = Later(RetryLifetime);
            return known;
        }
        catch
        {
            _cache.Remove((titleId, version));
            throw;
        }
    }

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

        public Task<Outputs?> Loading { get; set; } = Task.FromResult<Outputs?>(null);

        public long FreshUntil
        {
            get => Interlocked.Read(ref _freshUntil);
            set => Interlocked.Exchange(ref _freshUntil, value);
        }
    }
}
