using System.Globalization;
using System.Text.Json;

namespace StreamVerse.Chaos.Tests.Faults;

/// <summary>A clock is set an hour ahead, and back to the true time after a while: two steps, one in each direction.</summary>
internal static class ClockFaults
{
    private static readonly TimeSpan s_step = TimeSpan.FromHours(1);

    /// <summary>The clock of one silo alone, as on a machine of its own.</summary>
    /// <param name="silo">Its entry in the cluster's status.</param>
    /// <param name="clocks">The clocks; <see langword="null"/> where they cannot be set.</param>
    /// <param name="length">For how long.</param>
    public static Fault StepSilo(JsonElement silo, MachineClocks? clocks, TimeSpan length)
    {
        var address = silo.GetProperty("address").GetString()!;
        return Step($"{silo.GetProperty("name").GetString()}'s clock", clocks, length, (set, offset) => set.SetSilo(address[(address.LastIndexOf(':') + 1)..], offset));
    }

    /// <summary>The clock of everything, stores included, as on one machine.</summary>
    /// <param name="clocks">The clocks; <see langword="null"/> where they cannot be set.</param>
    /// <param name="length">For how long.</param>
    public static Fault StepMachine(MachineClocks? clocks, TimeSpan length) => Step("the machine's clock", clocks, length, static (set, offset) => set.SetMachine(offset));

    private static Fault Step(string whose, MachineClocks? clocks, TimeSpan length, Action<MachineClocks, TimeSpan> set)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{whose} {s_step.TotalHours:0} h ahead for {length.TotalSeconds:0} s");
        return clocks is null
            ? new Fault(name, static (_, _) => Task.CompletedTask) { MissingReason = MachineClocks.MissingReason ?? "clocks are not set in this form" }
            : new Fault(name, async (cluster, cancellationToken) =>
            {
                set(clocks, s_step);
                try
                {
                    await Task.Delay(length, cancellationToken);
                }
                finally
                {
                    set(clocks, TimeSpan.Zero);
                }

                await ChaosCluster.WaitUntilWholeAsync(cluster, cancellationToken);
            });
    }
}
