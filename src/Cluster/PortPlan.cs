using System.Globalization;
using System.Net;
using System.Text.Json;

namespace StreamVerse.Cluster;

/// <summary>
/// Which port each process has. All but the gateways' come from one block of ports that is chosen once and kept in the
/// data folder: a silo that is started again has the address of the one that died, so the cluster knows at once that the
/// dead one is dead; and the object store's monitor cannot move at all.
/// </summary>
/// <param name="First">The block's first port.</param>
internal sealed record PortPlan(int First)
{
    public const int MaxSilos = 32;
    public const int MaxGateways = 16;
    public const int MaxWorkers = 64;
    private const int Length = 200;

    /// <summary>Below the ports that the kernel gives to outgoing connections.</summary>
    private const int Lowest = 20_000;
    private const int Highest = 31_800;
    private const int FirstSilo = 10;
    private const int PortsOfSilo = 3;
    private const int FirstWorker = FirstSilo + (PortsOfSilo * MaxSilos) + PortsOfSilo;

    public int Postgres => First;

    public int ObjectMonitor => First + 1;

    public int ObjectGateway => First + 2;

    public int Redis => First + 3;

    /// <summary>Where other silos reach a silo.</summary>
    /// <param name="number">From 1.</param>
    public int Silo(int number) => First + FirstSilo + (PortsOfSilo * number);

    /// <summary>Where gateways reach a silo.</summary>
    public int SiloGateway(int number) => Silo(number) + 1;

    /// <summary>Where a silo answers HTTP.</summary>
    public int SiloHttp(int number) => Silo(number) + 2;

    /// <summary>Where a worker answers HTTP.</summary>
    /// <param name="number">From 1.</param>
    public int WorkerHttp(int number) => First + FirstWorker + number;

    /// <summary>Where a gateway shows its metrics: its own port is for strangers.</summary>
    /// <param name="number">From 1.</param>
    public int GatewayMetrics(int number) => WorkerHttp(MaxWorkers) + number;

    /// <summary>The plan that a data folder has, or a new one in a block where nothing listens.</summary>
    /// <exception cref="InvalidDataException">The file is not of ports.</exception>
    public static PortPlan OpenOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            var plan = Choose(Random.Shared);
            File.WriteAllText(path, JsonSerializer.Serialize(new { plan.First }, JsonSerializerOptions.Web));
            return plan;
        }

        try
        {
            return JsonSerializer.Deserialize<PortPlan>(File.ReadAllText(path), JsonSerializerOptions.Web) is { First: >= 1024 and <= IPEndPoint.MaxPort - Length } kept
                ? kept
                : throw new InvalidDataException($"{path} must hold the number of a port, as in {{\"first\": {Lowest}}}.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <exception cref="IOException">Everything is taken.</exception>
    internal static PortPlan Choose(Random random)
    {
        var taken = System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(static endpoint => endpoint.Port).ToHashSet();
        var blocks = Enumerable.Range(0, (Highest - Lowest) / Length).Select(static block => Lowest + (block * Length)).ToArray();
        random.Shuffle(blocks);
        foreach (var first in blocks)
        {
            if (!Enumerable.Range(first, Length).Any(taken.Contains))
            {
                return new PortPlan(first);
            }
        }

        throw new IOException(string.Create(CultureInfo.InvariantCulture, $"no {Length} free ports in a row were found between {Lowest} and {Highest}."));
    }
}
