using System.Globalization;
using System.Text.Json;
using StreamVerse.Media.Presentations;
using StreamVerse.Storage.Cache;

namespace StreamVerse.Gateway.Playback;

/// <summary>
/// What gateways tell each other of complete outputs, through the cache: one of them reads an output's facts from the
/// object store, and all use them. An entry says when it was read, so that passing it on never makes it younger: not even
/// one that a cache took late.
/// </summary>
internal sealed class SharedPresentations(ICache cache, TimeProvider clock)
{
    /// <summary>What another gateway has read; <see langword="null"/> where nothing is known.</summary>
    public async Task<SharedPresentation?> FindAsync(Guid titleId, string version)
    {
        var stored = await cache.GetAsync(CachePolicies.Manifests, KeyOf(titleId), CancellationToken.None);
        if (stored is null || Read(stored.Value) is not { } entry || entry.Facts.Version != version)
        {
            return null;
        }

        // Of a gateway whose clock is ahead, it was read just now; one whose clock is behind costs a reading of the store.
        var age = clock.GetUtcNow() - entry.ReadAt;
        return age < CachePolicies.Manifests.Lifetime ? new SharedPresentation(entry.Facts, age > TimeSpan.Zero ? age : TimeSpan.Zero) : null;
    }

    /// <summary>Passes facts on.</summary>
    /// <param name="titleId">The title.</param>
    /// <param name="facts">Facts of a complete output.</param>
    /// <param name="readAt">When they were asked for at the object store.</param>
    public async Task TellAsync(Guid titleId, Presentation facts, DateTimeOffset readAt) =>
        await cache.SetAsync(CachePolicies.Manifests, KeyOf(titleId), JsonSerializer.SerializeToUtf8Bytes(new Entry(readAt, facts), JsonSerializerOptions.Web), CancellationToken.None);

    /// <summary>Sees to it that nobody is told what was true of a title until now.</summary>
    public async Task ForgetAsync(Guid titleId) => await cache.RemoveAsync(CachePolicies.Manifests, KeyOf(titleId), CancellationToken.None);

    private static string KeyOf(Guid titleId) => titleId.ToString("N", CultureInfo.InvariantCulture);

    private static Entry? Read(ReadOnlyMemory<byte> stored)
    {
        try
        {
            return JsonSerializer.Deserialize<Entry>(stored.Span, JsonSerializerOptions.Web) is { Facts: not null } entry ? entry : null;
        }
        catch (JsonException)
        {
            // Of a gateway of another version, or somebody else's: the store knows better.
            return null;
        }
    }

    private sealed record Entry(DateTimeOffset ReadAt, Presentation Facts);
}
