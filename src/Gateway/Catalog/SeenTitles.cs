using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;

namespace StreamVerse.Gateway.Catalog;

/// <summary>
/// Titles that clients asked this gateway for. Each request asks the title still, but only whether it has changed since:
/// the answer is as fresh as ever, and neither travels nor is put into JSON anew.
/// </summary>
internal sealed class SeenTitles(IGrainFactory grains, IOptions<JsonOptions> json) : IDisposable
{
    private const long MaxBytes = 64 << 20;
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _seen = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    /// <summary>The title as it is now.</summary>
    /// <exception cref="DomainException"><c>title-not-found</c>.</exception>
    public async Task<SeenTitle> GetAsync(Guid id)
    {
        var last = _seen.Get<SeenTitle>(id);
        try
        {
            if (await grains.GetGrain<ITitleGrain>(id).GetIfChanged(last?.Revision ?? 0) is not { } view)
            {
                return last!;
            }

            var seen = new SeenTitle(view.Revision, JsonSerializer.SerializeToUtf8Bytes(view, json.Value.SerializerOptions));
            return _seen.Set(id, seen, new MemoryCacheEntryOptions { Size = seen.Json.Length, SlidingExpiration = s_lifetime });
        }
        catch (DomainException exception) when (exception.Kind == ErrorKind.NotFound)
        {
            _seen.Remove(id);
            throw;
        }
    }

    public void Dispose() => _seen.Dispose();
}
