using Microsoft.Extensions.Options;

namespace StreamVerse.Grains.Administration;

/// <summary>Refuses times that make no sense.</summary>
internal sealed class JanitorOptionsValidator : IValidateOptions<JanitorOptions>
{
    public ValidateOptionsResult Validate(string? name, JanitorOptions options)
    {
        List<string> errors = [];
        if (!IsSensible(options.OutboxRetention))
        {
            errors.Add($"{JanitorOptions.Section}:OutboxRetention must be between one hour and 3650 days.");
        }

        if (!IsSensible(options.ActivityRetention))
        {
            errors.Add($"{JanitorOptions.Section}:ActivityRetention must be between one hour and 3650 days.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static bool IsSensible(TimeSpan retention) => retention >= TimeSpan.FromHours(1) && retention <= TimeSpan.FromDays(3650);
}
