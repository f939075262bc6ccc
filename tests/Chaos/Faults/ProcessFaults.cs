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

    private static int Restarts(JsonElement entry) => entry.GetProperty("restarts").GetInt32();
}
