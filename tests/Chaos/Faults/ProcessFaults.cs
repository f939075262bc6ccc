using System.Globalization;
using System.Text.Json;

namespace StreamVerse.Chaos.Tests.Faults;

/// <summary>A process of the cluster dies, or hangs.</summary>
internal static class ProcessFaults
{
    /// <summary>The process ends without a word; the supervisor starts it again.</summary>
    public static Fault Kill(string target) => new($"kill -9 {target}", async (cluster, cancellationToken) =>
    {
        var before = await cluster.WaitAsync(target, IsReady, cancellationToken);
        ProcessSignals.Send(Process(before), ProcessSignals.Kill);
        await cluster.WaitAsync(target, entry => IsReady(entry) && Restarts(entry) > Restarts(before), cancellationToken);
    });

    /// <summary>All processes of a store end at once without a word, those that keep its data with the one that answers for it.</summary>
    public static Fault KillAllOf(string store) => new($"kill -9 all processes of {store}", async (cluster, cancellationToken) =>
    {
        var before = await cluster.WaitAsync(store, IsReady, cancellationToken);
        var killed = Processes(before);
        killed.ForEach(static process => ProcessSignals.Send(process, ProcessSignals.Kill));
        await cluster.WaitAsync(store, entry => IsReady(entry) && Processes(entry) is var now && now.Count == killed.Count && !now.Intersect(killed).Any(), cancellationToken);
    });

    /// <summary>The process does nothing for a while, and then goes on as if nothing had been.</summary>
    public static Fault Freeze(string target, TimeSpan length) => new(
        string.Create(CultureInfo.InvariantCulture, $"SIGSTOP {target} for {length.TotalSeconds:0} s"),
        async (cluster, cancellationToken) =>
        {
            var frozen = ProcessSignals.SendToTree(Process(await cluster.WaitAsync(target, IsReady, cancellationToken)), ProcessSignals.Stop);
            try
            {
                await Task.Delay(length, cancellationToken);
            }
            finally
            {
                frozen.ForEach(static id => ProcessSignals.Send(id, ProcessSignals.Continue));
            }

            await cluster.WaitAsync(target, IsReady, cancellationToken);
        });

    private static bool IsReady(JsonElement entry) => entry.GetProperty("state").GetString() == "ready";

    private static int Process(JsonElement entry) => entry.GetProperty("pid").GetInt32();

    /// <summary>A store's own and its other processes, as far as they run.</summary>
    private static List<int> Processes(JsonElement store) =>
        [.. new[] { store.GetProperty("pid") }.Concat(store.GetProperty("parts").EnumerateObject().Select(static part => part.Value)).Where(static id => id.ValueKind == JsonValueKind.Number).Select(static id => id.GetInt32())];

    private static int Restarts(JsonElement entry) => entry.GetProperty("restarts").GetInt32();
}
