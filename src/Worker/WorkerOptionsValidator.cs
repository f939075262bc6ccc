using Microsoft.Extensions.Options;

namespace StreamVerse.Worker;

/// <summary>Refuses a worker that could do nothing.</summary>
internal sealed class WorkerOptionsValidator : IValidateOptions<WorkerOptions>
{
    /// <summary>Less holds no source worth encoding and its item's files.</summary>
    private const long SmallestScratch = 1_000_000_000;

    public ValidateOptionsResult Validate(string? name, WorkerOptions options)
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Name) || options.Name.Contains('/', StringComparison.Ordinal))
        {
            errors.Add($"{WorkerOptions.Section}:Name must be a name without slashes.");
        }

        if (options.Slots is < 1 or > 256)
        {
            errors.Add($"{WorkerOptions.Section}:Slots must be between 1 and 256.");
        }

        if (options.MemoryBytes < 1)
        {
            errors.Add($"{WorkerOptions.Section}:MemoryBytes must be above 0.");
        }

        if (options.SourceCacheBytes < 0)
        {
            errors.Add($"{WorkerOptions.Section}:SourceCacheBytes must not be negative.");
        }

        if (options.MinFreeScratchBytes < 0)
        {
            errors.Add($"{WorkerOptions.Section}:MinFreeScratchBytes must not be negative.");
        }

        if (options.ScratchBytes != 0 && (options.ScratchBytes < SmallestScratch || options.ScratchBytes <= options.MinFreeScratchBytes))
        {
            errors.Add($"{WorkerOptions.Section}:ScratchBytes must be 0 (as much as the disk has), or at least {SmallestScratch} and more than MinFreeScratchBytes ({options.MinFreeScratchBytes}), or no work would ever be taken.");
        }

        if (!Path.IsPathFullyQualified(options.ScratchPath))
        {
            errors.Add($"{WorkerOptions.Section}:ScratchPath must be an absolute path.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
