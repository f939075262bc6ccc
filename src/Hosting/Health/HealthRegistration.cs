using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace StreamVerse.Hosting.Health;

/// <summary>Registers what readiness asks.</summary>
public static class HealthRegistration
{
    /// <summary>Makes the stores of this process a condition of its readiness.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddStoresCheck(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IReadinessCheck, StoresCheck>());
        return services;
    }
}
