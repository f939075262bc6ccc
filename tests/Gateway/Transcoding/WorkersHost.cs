using StreamVerse.Gateway.Tests.Hosts;
using StreamVerse.Gateway.Transcoding;
using StreamVerse.Grains.Abstractions;

namespace StreamVerse.Gateway.Tests.Transcoding;

/// <summary>A gateway that knows three workers, one of them of another region.</summary>
public sealed class WorkersHost : GatewayHost
{
    public string Own { get; private set; } = "";

    public string Other { get; private set; } = "";

    public string Elsewhere { get; private set; } = "";

    protected override void Prepare() => (Own, Other, Elsewhere) = (
        WorkerCredentialFile.Add(CredentialFile, "own", Region.Here),
        WorkerCredentialFile.Add(CredentialFile, "other", Region.Here),
        WorkerCredentialFile.Add(CredentialFile, "elsewhere", "mars"));
}
