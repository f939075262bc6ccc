using System.Globalization;
using StreamVerse.Cluster.Programs;

namespace StreamVerse.Cluster.Control;

/// <summary>A cluster's status, for people.</summary>
internal static class StatusTable
{
    private const double BytesPerMegabyte = 1_000_000;
    private const string Nothing = "-";

    public static void Write(ClusterStatus status, TextWriter output)
    {
        List<ProcessStatus> all = [.. status.Silos, .. status.Gateways, .. status.Workers, .. status.Stores];
        output.WriteLine($"Cluster on {status.Data}: {status.State} for {Duration(status.UptimeSeconds)}, {Readiness(all)} (supervisor {status.Pid})");
        TextTable.Write(
            output,
            ["silo", "address", "state", "membership", "#pid", "#restarts", "#uptime", "#memory"],
            status.Silos.Select(static silo => Row(silo, silo.Address, silo.State, silo.Membership)));
        TextTable.Write(
            output,
            ["gateway", "url", "state", "#pid", "#restarts", "#uptime", "#memory"],
            status.Gateways.Select(static gateway => Row(gateway, gateway.Url.GetLeftPart(UriPartial.Authority), gateway.State)));
        TextTable.Write(
            output,
            ["worker", "url", "state", "#pid", "#restarts", "#uptime", "#memory"],
            status.Workers.Select(static worker => Row(worker, worker.Url.GetLeftPart(UriPartial.Authority), worker.State)));
        TextTable.Write(
            output,
            ["store", "address", "state", "#latency", "#pid", "#restarts", "#uptime", "#memory"],
            status.Stores.Select(static store => Row(store, store.Address, store.State, store.LatencyMs is { } latency ? string.Create(CultureInfo.InvariantCulture, $"{latency:0.0} ms") : Nothing)));
        WriteGrains(status, output);
        FleetTable.Write(status.Fleet, output);
        var faults = all.SelectMany(static process => process.Faults.Select(fault => $"{process.Name}: {fault}")).ToList();
        if (faults.Count > 0)
        {
            output.WriteLine();
            faults.ForEach(output.WriteLine);
        }
    }

    private static void WriteGrains(ClusterStatus status, TextWriter output)
    {
        if (status.Grains.Known is not { } known)
        {
            output.WriteLine();
            output.WriteLine($"grains: not known; {status.Grains.Fault}");
            return;
        }

        // One that the supervisor did not start is shown by its address.
        var names = status.Silos.ToDictionary(static silo => silo.Address, static silo => silo.Name);
        TextTable.Write(
            output,
            ["grain", "#active", .. known.Silos.Select(silo => "#" + names.GetValueOrDefault(silo, silo))],
            known.Grains.Select(grain => (IReadOnlyList<string>)[Short(grain.Type), Number(grain.Total), .. known.Silos.Select(silo => Number(grain.BySilo.GetValueOrDefault(silo)))]));
    }

    private static string Short(string type) => type.EndsWith("Grain", StringComparison.Ordinal) ? type[..^"Grain".Length] : type;

    private static string Readiness(List<ProcessStatus> all) => all.Count(static process => process.State != MemberHealth.Ready) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"all {all.Count} parts ready"),
        var count => string.Create(CultureInfo.InvariantCulture, $"{count} of {all.Count} parts NOT ready"),
    };

    private static IReadOnlyList<string> Row(ProcessStatus process, params string[] own) =>
    [
        process.Name, .. own, process.Pid is { } pid ? Number(pid) : Nothing, Number(process.Restarts),
        process.Pid is null ? Nothing : Duration(process.UptimeSeconds), process.Pid is null ? Nothing : string.Create(CultureInfo.InvariantCulture, $"{process.MemoryBytes / BytesPerMegabyte:0} MB"),
    ];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Duration(double seconds) => TimeSpan.FromSeconds(seconds) switch
    {
        { TotalDays: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.Days} d {time.Hours} h"),
        { TotalHours: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.Hours} h {time.Minutes} min"),
        { TotalMinutes: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        var time => string.Create(CultureInfo.InvariantCulture, $"{time.Seconds} s"),
    };
}
