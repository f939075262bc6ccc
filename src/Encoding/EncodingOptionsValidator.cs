using Microsoft.Extensions.Options;

namespace StreamVerse.Encoding;

/// <summary>Refuses settings that cannot work, at start instead of at the first upload.</summary>
internal sealed class EncodingOptionsValidator : IValidateOptions<EncodingOptions>
{
    private const long SmallestMemoryLimit = 256L << 20;

    public ValidateOptionsResult Validate(string? name, EncodingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = new List<string>();
        RequireText(options.FfmpegPath, nameof(options.FfmpegPath), failures);
        RequireText(options.FfprobePath, nameof(options.FfprobePath), failures);
        RequireDuration(options.InspectionTimeout, nameof(options.InspectionTimeout), failures);
        RequireDuration(options.EncodeTimeout, nameof(options.EncodeTimeout), failures);
        RequireDuration(options.StallTimeout, nameof(options.StallTimeout), failures);
        if (options.MemoryLimitBytes is not 0 and < SmallestMemoryLimit)
        {
            failures.Add($"{Key(nameof(options.MemoryLimitBytes))} must be 0 (no limit) or at least {SmallestMemoryLimit}.");
        }

        if (options.Niceness is < 0 or > 19)
        {
            failures.Add($"{Key(nameof(options.Niceness))} must be 0 to 19.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string Key(string option) => $"{EncodingOptions.Section}:{option}";

    private static void RequireText(string value, string option, List<string> failures)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            failures.Add($"{Key(option)} must name a program.");
        }
    }

    private static void RequireDuration(TimeSpan value, string option, List<string> failures)
    {
        if (value < TimeSpan.FromSeconds(1) || value > TimeSpan.FromDays(7))
        {
            failures.Add($"{Key(option)} must be between 1 second and 7 days.");
        }
    }
}
