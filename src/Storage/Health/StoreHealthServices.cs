using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace StreamVerse.Storage.Health;

/// <summary>Registers what watches over the stores.</summary>
public static class StoreHealthServices
{
    /// <summary>Adds <see cref="StoreGate"/>, <see cref="StoreReadiness"/> and <see cref="StoreOutages"/>, to which all logs defer.</summary>
    /// <param name="services">The host's services; adding it again does no harm.</param>
    public static IServiceCollection AddStoreHealth(this IServiceCollection services)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StoreGate>();
        services.TryAddSingleton<StoreReadiness>();
        services.TryAddSingleton<StoreOutages>();
        var factory = services.Last(static service => service.ServiceType == typeof(ILoggerFactory) && !service.IsKeyedService);
        if (factory.ImplementationType != typeof(OutageLoggerFactory))
        {
            services.Add(Keyed(factory));
            services.Replace(ServiceDescriptor.Singleton<ILoggerFactory, OutageLoggerFactory>());
        }

        return services;
    }

    private static ServiceDescriptor Keyed(ServiceDescriptor factory) => factory switch
    {
        { ImplementationInstance: { } instance } => new ServiceDescriptor(typeof(ILoggerFactory), OutageLoggerFactory.Inner, instance),
        { ImplementationFactory: { } make } => new ServiceDescriptor(typeof(ILoggerFactory), OutageLoggerFactory.Inner, (provider, _) => make(provider), factory.Lifetime),
        _ => new ServiceDescriptor(typeof(ILoggerFactory), OutageLoggerFactory.Inner, factory.ImplementationType!, factory.Lifetime),
    };
}
