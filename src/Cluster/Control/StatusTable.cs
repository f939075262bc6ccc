using System.Globalization;

namespace StreamVerse.Cluster.Control;

/// <summary>A cluster's status, for people.</summary>
internal static class StatusTable
{
    private const double BytesPerMegabyte = 1_000_000;

    public static void Write(ClusterStatus status, TextWriter output)
    {
        output.WriteLine($"Cluster on {status.Data}: {status.State} for {Duration(status.UptimeSeconds)} (supervisor {status.Pid})");
        Rows(
            output,
            ["silo", "address", "state", "membership", "pid", "restarts", "uptime", "memory"],
            status.Silos.Select(static silo => Row(silo, silo.Address, silo.State, silo.Membership)));
        Rows(
            output,
            ["gateway", "url", "state", "pid", "restarts", "uptime", "memory"],
            status.Gateways.Select(static gateway => Row(gateway, gateway.Url.GetLeftPart(UriPartial.Authority), gateway.State)));
        Rows(
            output,
            ["worker", "url", "state", "pid", "restarts", "uptime", "memory"],
            status.Workers.Select(static worker => Row(worker, worker.Url.GetLeftPart(UriPartial.Authority), worker.State)));
        Rows(
            output,
            ["store", "address", "state", "latency", "pid", "restarts", "uptime", "memory"],
            status.Stores.Select(static store => Row(store, store.Address, store.State, store.LatencyMs is { } latency ? string.Create(CultureInfo.InvariantCulture, $"{latency:0.0} ms") : "-")));
        var faults = ((IEnumerable<ProcessStatus>)[.. status.Silos, .. status.Gateways, .. status.Workers, .. status.Stores]).SelectMany(static process => process.Faults.Select(fault => $"{process.Name}: {fault}")).ToList();
        if (faults.Count > 0)
        {
            output.WriteLine();
            faults.ForEach(output.WriteLine);
        }
    }

    private static string[] Row(ProcessStatus process, params string[] own) =>
    [
        process.Name, .. own, process.Pid?.ToString(CultureInfo.InvariantCulture) ?? "-", process.Restarts.ToString(CultureInfo.InvariantCulture),
        process.Pid is null ? "-" : Duration(process.UptimeSeconds), process.Pid is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{process.MemoryBytes / BytesPerMegabyte:0} MB"),
    ];

    private static void Rows(TextWriter output, string[] heads, IEnumerable<string[]> rows)
    {
        string[][] all = [heads, .. rows];
        var widths = heads.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        output.WriteLine();
        foreach (var row in all)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    private static string Duration(double seconds) => TimeSpan.FromSeconds(seconds) switch
    {
        { TotalDays: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.Days} d {time.Hours} h"),
        { TotalHours: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.Hours} h {time.Minutes} min"),
        { TotalMinutes: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        var time => string.Create(CultureInfo.InvariantCulture, $"{time.Seconds} s"),
    };
}
