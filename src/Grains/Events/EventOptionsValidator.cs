using Microsoft.Extensions.Options;

namespace StreamVerse.Grains.Events;

/// <summary>Refuses values with which events would not get on.</summary>
internal sealed class EventOptionsValidator : IValidateOptions<EventOptions>
{
    public ValidateOptionsResult Validate(string? name, EventOptions options)
    {
        List<string> errors = [];
        if (options.PollInterval < TimeSpan.FromMilliseconds(50) || options.PollInterval > TimeSpan.FromMinutes(1))
        {
            errors.Add($"{EventOptions.Section}:PollInterval must be between 50 milliseconds and one minute.");
        }

        if (options.MaxTries is < 1 or > 100)
        {
            errors.Add($"{EventOptions.Section}:MaxTries must be between 1 and 100.");
        }

        if (options.LongestPause < TimeSpan.FromMilliseconds(10) || options.LongestPause > TimeSpan.FromMinutes(1))
        {
            errors.Add($"{EventOptions.Section}:LongestPause must be between 10 milliseconds and one minute.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
