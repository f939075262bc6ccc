using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using StreamVerse.Storage.Diagnosis;
using StreamVerse.Storage.Health;
using StreamVerse.Storage.Objects.Folder;
using StreamVerse.Storage.Objects.S3;

namespace StreamVerse.Storage.Objects;

/// <summary>Registers the object store.</summary>
public static class ObjectStoreServices
{
    /// <summary>
    /// Adds <see cref="IObjectStore"/> by the options of <see cref="ObjectStoreOptions.Section"/>, and an <see cref="IStoreHealth"/>.
    /// The host opens <see cref="StoreGate"/> once at start.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The host's whole configuration.</param>
    public static IServiceCollection AddObjectStore(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddStoreHealth();
        services.AddOptions<ObjectStoreOptions>().Bind(configuration.GetSection(ObjectStoreOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ObjectStoreOptions>, ObjectStoreOptionsValidator>());
        services.TryAddSingleton<FolderObjectStore>();
        services.TryAddSingleton<S3ObjectStore>();
        services.TryAddSingleton<IObjectStore>(static provider => provider.GetRequiredService<IOptions<ObjectStoreOptions>>().Value.Provider switch
        {
            ObjectStoreProvider.S3 => provider.GetRequiredService<S3ObjectStore>(),
            _ => provider.GetRequiredService<FolderObjectStore>(),
        });
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStoreHealth, ObjectStoreHealth>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStorePreparation, ObjectStorePreparation>());
        services.TryAddSingleton(static provider => new ObjectStoreExamination(
            new Lazy<IObjectStore>(provider.GetRequiredService<IObjectStore>), provider.GetRequiredService<IOptions<ObjectStoreOptions>>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
