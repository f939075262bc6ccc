using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Messaging;

namespace StreamVerse.Storage.Relational.Membership;

/// <summary>
/// Ends a client's calls that are in flight to a silo whose connection is lost. Orleans lets them wait until they time out,
/// which it looks at once a second (10.4.2, <c>OutsideRuntimeClient</c>), although no answer can come that way any more:
/// two to three seconds instead of the one in which the others take a killed silo for dead. A time-out that is short enough
/// for that would be too short for a cluster that is behind.
/// </summary>
internal sealed partial class LostSilos(IServiceProvider services, IHostApplicationLifetime host, ILogger<LostSilos> logger)
{
    /// <summary>What Orleans itself calls on silos when another is dead; it has no public way to it on clients.</summary>
    private const string Method = "BreakOutstandingMessagesToSilo";

    private static readonly Type s_runtime = typeof(ClientConnectionOptions).Assembly.GetType("Orleans.Runtime.IRuntimeClient", throwOnError: true)!;

    /// <summary>Looked up before there is a connection, so that a program with an Orleans that lacks it does not start.</summary>
    private static readonly MethodInfo s_end = s_runtime.GetMethod(Method, [typeof(SiloAddress)]) ?? throw new MissingMethodException(s_runtime.FullName, Method);

    /// <summary>Made late: the runtime's own connections are what is looked on at.</summary>
    private readonly Lazy<Action<SiloAddress>> _end = new(() => s_end.CreateDelegate<Action<SiloAddress>>(services.GetRequiredService(s_runtime)));

    /// <summary>Looks on at a connection to a silo, and ends what is in flight when it is over.</summary>
    /// <param name="next">What the connection does.</param>
    public ConnectionDelegate Watch(ConnectionDelegate next) => async connection =>
    {
        try
        {
            await next(connection);
        }
        finally
        {
            // A program that ends closes its connections itself.
            if (connection.RemoteEndPoint is IPEndPoint silo && !host.ApplicationStopping.IsCancellationRequested)
            {
                _ = EndCallsAsync(silo);
            }
        }
    };

    /// <summary>Ends calls to the silo that clients reach at an address, by what the membership says of it. Does not fail.</summary>
    internal async Task EndCallsAsync(IPEndPoint silo)
    {
        try
        {
            foreach (var address in (await services.GetRequiredService<IGatewayListProvider>().GetGateways()).Select(static gateway => gateway.ToGatewayAddress()))
            {
                if (address is not null && address.Endpoint.Equals(silo))
                {
                    _end.Value(address);
                    LogEnded(silo);
                }
            }
        }
        catch (Exception exception)
        {
            // They time out then.
            LogFailed(exception, silo);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The connection to the silo at {Silo} is lost; calls that waited for its answer are made again where that does no harm.")]
    private partial void LogEnded(IPEndPoint silo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Calls in flight to the silo at {Silo}, whose connection is lost, could not be ended; they time out.")]
    private partial void LogFailed(Exception exception, IPEndPoint silo);
}
