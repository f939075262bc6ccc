using Microsoft.Extensions.Options;

namespace StreamVerse.Grains.Playback;

/// <summary>Refuses grants that would end between two heartbeats.</summary>
internal sealed class PlaybackOptionsValidator : IValidateOptions<PlaybackOptions>
{
    public ValidateOptionsResult Validate(string? name, PlaybackOptions options)
    {
        var errors = new List<string>();
        if (options.HeartbeatInterval < TimeSpan.FromSeconds(1) || options.HeartbeatInterval > TimeSpan.FromMinutes(10))
        {
            errors.Add($"{PlaybackOptions.Section}:HeartbeatInterval must be between one second and ten minutes.");
        }

        if (options.GrantLifetime < 3 * options.HeartbeatInterval || options.GrantLifetime > TimeSpan.FromDays(7))
        {
            errors.Add($"{PlaybackOptions.Section}:GrantLifetime must be at least three heartbeats and at most 7 days.");
        }

        if (options.SessionLifetime < TimeSpan.Zero || options.SessionLifetime > TimeSpan.FromDays(30))
        {
            errors.Add($"{PlaybackOptions.Section}:SessionLifetime must be at most 30 days.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
