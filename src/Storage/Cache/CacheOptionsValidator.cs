using Microsoft.Extensions.Options;

namespace StreamVerse.Storage.Cache;

/// <summary>Refuses options with which no cache could work.</summary>
internal sealed class CacheOptionsValidator : IValidateOptions<CacheOptions>
{
    private const long LeastMemoryBytes = 1 << 20;

    public ValidateOptionsResult Validate(string? name, CacheOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> errors = options.Provider switch
        {
            CacheProvider.Memory => [],
            CacheProvider.Redis => [.. options.Redis.FindErrors()],
            _ => [$"{CacheOptions.Section}:{nameof(CacheOptions.Provider)} is '{options.Provider}': set it to 'memory' or 'redis'."],
        };
        if (options.MemoryBytes < LeastMemoryBytes)
        {
            errors.Add($"{CacheOptions.Section}:{nameof(CacheOptions.MemoryBytes)} must be at least {LeastMemoryBytes}.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
