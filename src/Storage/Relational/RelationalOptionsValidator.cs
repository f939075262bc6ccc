using Microsoft.Extensions.Options;

namespace StreamVerse.Storage.Relational;

internal sealed class RelationalOptionsValidator : IValidateOptions<RelationalOptions>
{
    public ValidateOptionsResult Validate(string? name, RelationalOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> failures = [];
        switch (options.Provider)
        {
            case RelationalProvider.Sqlite when string.IsNullOrWhiteSpace(options.Path):
                failures.Add($"{RelationalOptions.Section}:Path must name SQLite's file.");
                break;
            case RelationalProvider.Sqlite when options.Path.StartsWith(':') || options.Path.StartsWith("file:", StringComparison.Ordinal):
                failures.Add($"{RelationalOptions.Section}:Path must be a file's path; in-memory databases and URIs are not supported.");
                break;
            case RelationalProvider.Postgres when string.IsNullOrWhiteSpace(options.ConnectionString):
                failures.Add($"{RelationalOptions.Section}:ConnectionString must say where PostgreSQL is.");
                break;
            case RelationalProvider.Sqlite or RelationalProvider.Postgres:
                break;
            default:
                failures.Add($"{RelationalOptions.Section}:Provider must be sqlite or postgres.");
                break;
        }

        if (options.CommandTimeout < TimeSpan.FromSeconds(1) || options.CommandTimeout > TimeSpan.FromMinutes(5))
        {
            failures.Add($"{RelationalOptions.Section}:CommandTimeout must be 1 second to 5 minutes.");
        }

        if (options.MaxRetries is < 0 or > 20)
        {
            failures.Add($"{RelationalOptions.Section}:MaxRetries must be 0 to 20.");
        }

        if (options.RetryDelay < TimeSpan.FromMilliseconds(1) || options.RetryDelay > TimeSpan.FromSeconds(2))
        {
            failures.Add($"{RelationalOptions.Section}:RetryDelay must be 1 millisecond to 2 seconds.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
