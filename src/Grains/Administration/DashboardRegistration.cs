using Orleans.Dashboard;

namespace StreamVerse.Grains.Administration;

/// <summary>Registers Orleans' dashboard in a silo.</summary>
public static class DashboardRegistration
{
    /// <summary>Lets this silo answer the dashboard's questions, at no cost while nobody asks.</summary>
    /// <remarks>
    /// Of what the dashboard adds to a silo's life, the first part is left out: it has every instrument of Orleans updated
    /// with every call and all of them read once a second, for counters that <c>/metrics</c> has as well.
    /// </remarks>
    /// <param name="silo">The silo.</param>
    public static ISiloBuilder AddQuietDashboard(this ISiloBuilder silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        var known = silo.Services.Count;
        silo.AddDashboard();
        silo.Services.Remove(silo.Services.Skip(known).First(static service => service.ServiceType == typeof(ILifecycleParticipant<ISiloLifecycle>)));
        return silo;
    }
}
