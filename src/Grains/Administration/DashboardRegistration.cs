using Microsoft.Extensions.DependencyInjection;
using Orleans.Dashboard;

namespace StreamVerse.Grains.Administration;

/// <summary>Registers Orleans' dashboard in a silo.</summary>
public static class DashboardRegistration
{
    /// <summary>Of the dashboard's services, which are not public: what says whether calls are profiled.</summary>
    private const string Profiler = "IGrainProfiler";

    private const string IsEnabled = "IsEnabled";

    /// <summary>Lets this silo answer the dashboard's questions, at no cost while nobody asks.</summary>
    /// <remarks>
    /// Of what the dashboard adds to a silo's life, the first part is left out: it has every instrument of Orleans updated
    /// with every call and all of them read once a second, for counters that <c>/metrics</c> has as well. Its filter of
    /// grain calls is asked only while it has something to note (<see cref="CallProfile"/>).
    /// </remarks>
    /// <param name="silo">The silo.</param>
    /// <exception cref="InvalidOperationException">The dashboard is not made of what is expected of its version.</exception>
    public static ISiloBuilder AddQuietDashboard(this ISiloBuilder silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        var services = silo.Services;
        var known = services.Count;
        silo.AddDashboard();
        List<ServiceDescriptor> added = [.. services.Skip(known)];
        services.Remove(Of(added, typeof(ILifecycleParticipant<ISiloLifecycle>).Name));
        var filter = Of(added, typeof(IIncomingGrainCallFilter).Name);
        services.Remove(filter);
        var profiler = Of(added, Profiler).ServiceType;
        services.AddSingleton(all => new CallProfile(
            (IIncomingGrainCallFilter)ActivatorUtilities.CreateInstance(all, filter.ImplementationType!),
            profiler.GetProperty(IsEnabled)!.GetMethod!.CreateDelegate<Func<bool>>(all.GetRequiredService(profiler))));
        return silo;
    }

    private static ServiceDescriptor Of(List<ServiceDescriptor> added, string name) =>
        added.Find(service => service.ServiceType.Name == name)
        ?? throw new InvalidOperationException($"Orleans' dashboard registers no {name} any more: see what its version registers instead, in {nameof(AddQuietDashboard)}.");
}
