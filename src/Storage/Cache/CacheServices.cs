using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using StreamVerse.Storage.Cache.Memory;
using StreamVerse.Storage.Cache.Redis;

namespace StreamVerse.Storage.Cache;

/// <summary>Registers the cache.</summary>
public static class CacheServices
{
    /// <summary>
    /// Adds <see cref="ICache"/> by the options of <see cref="CacheOptions.Section"/>. It has no part in a host's start or
    /// readiness: a host without its cache is as good, and slower.
    /// </summary>
    /// <param name="services">The services; adding it again does no harm.</param>
    /// <param name="configuration">The host's whole configuration.</param>
    public static IServiceCollection AddCache(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddMetrics();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<CacheOptions>().Bind(configuration.GetSection(CacheOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CacheOptions>, CacheOptionsValidator>());
        services.TryAddSingleton<CacheMetrics>();
        services.TryAddSingleton<ICacheBackend>(static provider => OptionsOf(provider) is { Provider: CacheProvider.Redis } options
            ? new RedisCacheBackend(options.Redis)
            : new MemoryCacheBackend(OptionsOf(provider).MemoryBytes, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(static provider => ActivatorUtilities.CreateInstance<CacheBreaker>(provider, OptionsOf(provider).Redis));
        services.TryAddSingleton<ICache>(static provider => ActivatorUtilities.CreateInstance<GuardedCache>(provider, OptionsOf(provider).Redis));
        return services;
    }

    private static CacheOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<CacheOptions>>().Value;
}
