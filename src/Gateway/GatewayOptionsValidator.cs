using Microsoft.Extensions.Options;

namespace StreamVerse.Gateway;

/// <summary>Refuses a gateway that could not serve.</summary>
internal sealed class GatewayOptionsValidator : IValidateOptions<GatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        var errors = new List<string>();
        if (!Path.IsPathFullyQualified(options.WebRoot))
        {
            errors.Add($"{GatewayOptions.Section}:WebRoot must be an absolute path.");
        }

        if (options.OrgId == Guid.Empty)
        {
            errors.Add($"{GatewayOptions.Section}:OrgId must not be empty.");
        }

        if (options.UploadReadTimeout < TimeSpan.FromSeconds(1) || options.UploadReadTimeout > TimeSpan.FromMinutes(30))
        {
            errors.Add($"{GatewayOptions.Section}:UploadReadTimeout must be between one second and 30 minutes.");
        }

        if (options.MaxTransfers is < 1 or > 10_000)
        {
            errors.Add($"{GatewayOptions.Section}:MaxTransfers must be between 1 and 10,000.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
