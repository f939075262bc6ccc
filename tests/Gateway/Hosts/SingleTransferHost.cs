namespace StreamVerse.Gateway.Tests.Hosts;

/// <summary>A gateway that receives one upload at a time, and waits for its bytes for long.</summary>
public sealed class SingleTransferHost : GatewayHost
{
    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["StreamVerse:Gateway:MaxTransfers"] = "1",
        ["StreamVerse:Gateway:UploadReadTimeout"] = "00:01:00",
    };
}
