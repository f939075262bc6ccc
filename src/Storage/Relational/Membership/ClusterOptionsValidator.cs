using System.Net;
using Microsoft.Extensions.Options;

namespace StreamVerse.Storage.Relational.Membership;

/// <summary>Refuses a cluster that could not form.</summary>
internal sealed class ClusterOptionsValidator(IOptions<RelationalOptions> relational) : IValidateOptions<ClusterOptions>
{
    public ValidateOptionsResult Validate(string? name, ClusterOptions options)
    {
        var errors = new List<string>();
        if (options.Membership == MembershipProvider.Relational && relational.Value.Provider != RelationalProvider.Postgres)
        {
            errors.Add($"{ClusterOptions.Section}:Membership is 'relational', which needs {RelationalOptions.Section}:Provider to be 'postgres': SQLite's file belongs to one process.");
        }

        if (string.IsNullOrWhiteSpace(options.ClusterId))
        {
            errors.Add($"{ClusterOptions.Section}:ClusterId must not be empty.");
        }

        if (!IPAddress.TryParse(options.AdvertisedAddress, out _))
        {
            errors.Add($"{ClusterOptions.Section}:AdvertisedAddress must be an IP address.");
        }

        if (options.SiloPort is < 0 or > IPEndPoint.MaxPort || options.GatewayPort is < 0 or > IPEndPoint.MaxPort)
        {
            errors.Add($"{ClusterOptions.Section}:SiloPort and GatewayPort must be between 0 and {IPEndPoint.MaxPort}.");
        }

        if (options.ProbeTimeout < TimeSpan.FromMilliseconds(100) || options.ProbeTimeout > TimeSpan.FromSeconds(30))
        {
            errors.Add($"{ClusterOptions.Section}:ProbeTimeout must be between 100 milliseconds and 30 seconds.");
        }

        if (options.MissedProbes is < 1 or > 20 || options.DeathVotes is < 1 or > 5)
        {
            errors.Add($"{ClusterOptions.Section}:MissedProbes must be 1 to 20, and DeathVotes 1 to 5.");
        }

        if (options.CallTimeout < TimeSpan.FromSeconds(1) || options.CallTimeout > TimeSpan.FromMinutes(5)
            || options.ClientCallTimeout < TimeSpan.FromMilliseconds(500) || options.ClientCallTimeout > TimeSpan.FromMinutes(5))
        {
            errors.Add($"{ClusterOptions.Section}:CallTimeout must be between one second and 5 minutes, and ClientCallTimeout between half a second and 5 minutes.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
