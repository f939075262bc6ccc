using System.Net;
using Microsoft.Extensions.Options;

namespace StreamVerse.Hosting;

/// <summary>Refuses an address that nothing could listen on.</summary>
internal sealed class HttpOptionsValidator : IValidateOptions<HttpOptions>
{
    public ValidateOptionsResult Validate(string? name, HttpOptions options)
    {
        var errors = new List<string>();
        if (!IPAddress.TryParse(options.Address, out _))
        {
            errors.Add($"{HttpOptions.Section}:Address must be an IP address, for example 0.0.0.0 for all of this machine's.");
        }

        if (options.Port is < 0 or > IPEndPoint.MaxPort)
        {
            errors.Add($"{HttpOptions.Section}:Port must be between 0 and {IPEndPoint.MaxPort}.");
        }

        if (options.ShutdownTimeout < TimeSpan.FromSeconds(1) || options.ShutdownTimeout > TimeSpan.FromMinutes(10))
        {
            errors.Add($"{HttpOptions.Section}:ShutdownTimeout must be between one second and 10 minutes.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
