using Microsoft.Extensions.Options;

namespace StreamVerse.Grains.Administration;

/// <summary>Refuses times that make no sense.</summary>
internal sealed class JanitorOptionsValidator : IValidateOptions<JanitorOptions>
{
    public ValidateOptionsResult Validate(string? name, JanitorOptions options) =>
        options.OutboxRetention >= TimeSpan.FromHours(1) && options.OutboxRetention <= TimeSpan.FromDays(3650)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{JanitorOptions.Section}:OutboxRetention must be between one hour and 3650 days.");
}
