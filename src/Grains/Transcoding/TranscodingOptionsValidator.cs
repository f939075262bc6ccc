using Microsoft.Extensions.Options;

namespace StreamVerse.Grains.Transcoding;

/// <summary>Refuses settings under which every lease would be lost, or none ever.</summary>
internal sealed class TranscodingOptionsValidator : IValidateOptions<TranscodingOptions>
{
    public ValidateOptionsResult Validate(string? name, TranscodingOptions options)
    {
        var errors = new List<string>();
        if (options.HeartbeatInterval < TimeSpan.FromMilliseconds(200) || options.HeartbeatInterval > TimeSpan.FromMinutes(1))
        {
            errors.Add($"{TranscodingOptions.Section}:HeartbeatInterval must be between 0.2 seconds and one minute.");
        }

        if (options.LeaseLifetime < 3 * options.HeartbeatInterval || options.LeaseLifetime > TimeSpan.FromHours(1))
        {
            errors.Add($"{TranscodingOptions.Section}:LeaseLifetime must be at least three heartbeats and at most one hour.");
        }

        if (options.MaxTries is < 1 or > 100)
        {
            errors.Add($"{TranscodingOptions.Section}:MaxTries must be between 1 and 100.");
        }

        if (options.MaxWorkersPerItem is < 1 or > 100)
        {
            errors.Add($"{TranscodingOptions.Section}:MaxWorkersPerItem must be between 1 and 100.");
        }

        if (options.MaxSilences is < 1 or > 1000)
        {
            errors.Add($"{TranscodingOptions.Section}:MaxSilences must be between 1 and 1,000.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
