using System.Globalization;
using System.Text.Json;

namespace StreamVerse.Chaos.Tests.Faults;

/// <summary>Which faults come, in turn.</summary>
internal static class FaultPlan
{
    /// <summary>Takes one of each kind of program, and every store that the cluster has.</summary>
    /// <param name="status">What <c>cluster status --json</c> prints.</param>
    /// <param name="freeze">For how long processes are also stopped; <see langword="null"/>: not at all.</param>
    public static IReadOnlyList<Fault> Of(JsonElement status, TimeSpan? freeze)
    {
        string[] targets =
        [
            .. ((string[])["silos", "gateways", "workers"]).Select(list => NameOf(status.GetProperty(list).EnumerateArray().Last())),
            .. status.GetProperty("stores").EnumerateArray().Select(NameOf),
        ];
        IEnumerable<Fault> kills = targets.Select(static target => new Fault($"kill -9 {target}", target, true, static (process, _) =>
        {
            ProcessSignals.Send(process, ProcessSignals.Kill);
            return Task.CompletedTask;
        }));
        return freeze is { } length ? [.. kills, .. targets.Select(target => Freeze(target, length))] : [.. kills];
    }

    private static Fault Freeze(string target, TimeSpan length) => new(
        string.Create(CultureInfo.InvariantCulture, $"SIGSTOP {target} for {length.TotalSeconds:0} s"),
        target,
        false,
        async (process, cancellationToken) =>
        {
            var frozen = ProcessSignals.SendToTree(process, ProcessSignals.Stop);
            try
            {
                await Task.Delay(length, cancellationToken);
            }
            finally
            {
                frozen.ForEach(static id => ProcessSignals.Send(id, ProcessSignals.Continue));
            }
        });

    private static string NameOf(JsonElement entry) => entry.GetProperty("name").GetString()!;
}
