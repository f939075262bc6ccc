using System.Globalization;

namespace StreamVerse.Cluster.Processes;

/// <summary>One process, and no later one that got the same number.</summary>
/// <param name="Id">Its number.</param>
/// <param name="StartTicks">When it was started, in the kernel's ticks since boot.</param>
/// <param name="BootId">Which boot that was.</param>
internal sealed record ProcessIdentity(int Id, long StartTicks, string BootId)
{
    /// <summary>After the name in brackets: the state is the first field, the start time the twentieth (proc(5)).</summary>
    private const int StateField = 0;
    private const int StartTimeField = 19;

    private static readonly string s_bootId = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    /// <summary>The process of that number now; <see langword="null"/> where there is none, or only what its parent has not taken note of.</summary>
    public static ProcessIdentity? Of(int id)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[StateField] is "Z" or "X" ? null : new ProcessIdentity(id, long.Parse(fields[StartTimeField], CultureInfo.InvariantCulture), s_bootId);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public bool IsAlive => Of(Id) == this;

    /// <summary>Memory that it has in use, in bytes; 0 when it has ended.</summary>
    public long MemoryBytes
    {
        get
        {
            try
            {
                var resident = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{Id}/status")).FirstOrDefault(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
                return resident is null ? 0 : 1024 * long.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                return 0;
            }
        }
    }
}
