using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Relational.Activity;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Grains.Tests.Clusters;

/// <summary>Puts <see cref="FaultyStore{T}"/> in front of a host's stores.</summary>
internal static class FaultRegistration
{
    /// <summary>Call it after the stores are registered.</summary>
    public static void AddFaults(this IServiceCollection services, Faults faults)
    {
        Decorate<IObjectStore>(services, faults, isKeyed: false);
        Decorate<IOutbox>(services, faults, isKeyed: false);
        Decorate<IActivityLog>(services, faults, isKeyed: false);
        Decorate<IGrainStorage>(services, faults, isKeyed: true);
    }

    private static void Decorate<T>(IServiceCollection services, Faults faults, bool isKeyed)
        where T : class
    {
        for (var index = 0; index < services.Count; index++)
        {
            var descriptor = services[index];
            if (descriptor.ServiceType != typeof(T) || descriptor.IsKeyedService != isKeyed)
            {
                continue;
            }

            services[index] = isKeyed
                ? new ServiceDescriptor(typeof(T), descriptor.ServiceKey, (provider, key) => FaultyStore<T>.Wrap((T)descriptor.KeyedImplementationFactory!(provider, key), faults), descriptor.Lifetime)
                : new ServiceDescriptor(typeof(T), provider => FaultyStore<T>.Wrap((T)Create(descriptor, provider), faults), descriptor.Lifetime);
        }
    }

    private static object Create(ServiceDescriptor descriptor, IServiceProvider provider) => descriptor.ImplementationFactory is { } factory
        ? factory(provider)
        : ActivatorUtilities.CreateInstance(provider, descriptor.ImplementationType!);
}
