namespace StreamVerse.Gateway;

/// <summary>How the gateway serves. Section <c>StreamVerse:Gateway</c>.</summary>
public sealed class GatewayOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "StreamVerse:Gateway";

    /// <summary>Folder of the built web page. Default: <c>web</c> beside the program.</summary>
    public string WebRoot { get; set; } = Path.Combine(AppContext.BaseDirectory, "web");

    /// <summary>The tenant that everything belongs to while there are no accounts.</summary>
    public Guid OrgId { get; set; } = new("00000000-0000-0000-0000-000000000001");

    /// <summary>How long a PATCH may send nothing before its connection is given up. Smaller values free a dead upload sooner. Default: 30 seconds.</summary>
    public TimeSpan UploadReadTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many uploads may send bytes at once; more are told to come again soon (503 with <c>Retry-After</c>). Each holds
    /// one part in memory: 8 MiB, and of large files up to 29 MiB. Larger values let more clients in and need more memory.
    /// Default: what an eighth of the memory that the process may use holds at 32 MiB each, from 4 to 256.
    /// </summary>
    public int MaxTransfers { get; set; } = (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8 / (32 << 20), 4, 256);
}
