using System.Text.Json;

namespace StreamVerse.Chaos.Tests.Faults;

/// <summary>Which faults come, in turn.</summary>
internal static class FaultPlan
{
    /// <summary>Takes one of each kind of program, every store that the cluster has, every disk and every clock.</summary>
    /// <param name="status">What <c>cluster status --json</c> prints.</param>
    /// <param name="chaos">The cluster.</param>
    public static IEnumerable<Fault> Of(JsonElement status, ChaosCluster chaos)
    {
        var silo = status.GetProperty("silos").EnumerateArray().Last();
        string[] targets =
        [
            .. ((string[])["silos", "gateways", "workers"]).Select(list => NameOf(status.GetProperty(list).EnumerateArray().Last())),
            .. status.GetProperty("stores").EnumerateArray().Select(NameOf),
        ];
        Fault[] all =
        [
            .. targets.Select(ProcessFaults.Kill),
            ProcessFaults.KillAllOf("s3"),
            .. ChaosForm.IsLong ? targets.Select(static target => ProcessFaults.Freeze(target, ChaosForm.Freeze)) : [],
            DiskFaults.Fill("the workers' scratch", chaos.ScratchDisk, ChaosForm.DiskFull),
            DiskFaults.Fill("the programs' logs", chaos.LogDisk, ChaosForm.DiskFull),
            DiskFaults.Fill("the database", chaos.DatabaseDisk, ChaosForm.DiskFull) with { MayRefuse = true },
            .. ChaosForm.SetsClocks ? (Fault[])[ClockFaults.StepSilo(silo, chaos.Clocks, ChaosForm.ClockAhead), ClockFaults.StepMachine(chaos.Clocks, ChaosForm.ClockAhead)] : [],
        ];
        return all.Where(static fault => fault.Name.Contains(ChaosForm.Only, StringComparison.OrdinalIgnoreCase));
    }

    private static string NameOf(JsonElement entry) => entry.GetProperty("name").GetString()!;
}
