using Microsoft.Extensions.Options;

namespace StreamVerse.Hosting.Telemetry;

/// <summary>Refuses addresses that nothing could be sent to, and shares that are none.</summary>
internal sealed class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>
{
    private const int LastPort = 65535;

    public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
    {
        var errors = new List<string>();
        if (options.OtlpEndpoint is { Length: > 0 } endpoint && !OtlpAddress.TryParse(endpoint, out _))
        {
            errors.Add($"{TelemetryOptions.Section}:{nameof(TelemetryOptions.OtlpEndpoint)} must be an http or https address, such as http://collector:4318.");
        }

        if (options.TraceShare is not (>= 0 and <= 1))
        {
            errors.Add($"{TelemetryOptions.Section}:{nameof(TelemetryOptions.TraceShare)} must be between 0 and 1.");
        }

        if (options.MetricsPort is < 0 or > LastPort)
        {
            errors.Add($"{TelemetryOptions.Section}:{nameof(TelemetryOptions.MetricsPort)} must be between 0 and {LastPort}.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
