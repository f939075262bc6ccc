using Microsoft.Extensions.Options;

namespace StreamVerse.Gateway.Playback;

/// <summary>Refuses a gateway that could not sign.</summary>
internal sealed class PlaybackKeyOptionsValidator : IValidateOptions<PlaybackKeyOptions>
{
    public ValidateOptionsResult Validate(string? name, PlaybackKeyOptions options)
    {
        if (!Path.IsPathFullyQualified(options.KeyFile))
        {
            return ValidateOptionsResult.Fail($"{PlaybackKeyOptions.Section}:KeyFile must be an absolute path.");
        }

        return string.IsNullOrWhiteSpace(options.Issuer)
            ? ValidateOptionsResult.Fail($"{PlaybackKeyOptions.Section}:Issuer must not be empty.")
            : ValidateOptionsResult.Success;
    }
}
