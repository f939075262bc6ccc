using Microsoft.Extensions.Options;

namespace StreamVerse.Grains.Catalog;

/// <summary>Refuses limits that make no sense.</summary>
internal sealed class CatalogOptionsValidator : IValidateOptions<CatalogOptions>
{
    public ValidateOptionsResult Validate(string? name, CatalogOptions options)
    {
        var errors = new List<string>();
        if (options.MaxUploadBytes <= 0)
        {
            errors.Add($"{CatalogOptions.Section}:MaxUploadBytes must be above 0.");
        }

        if (options.QuotaBytes <= 0)
        {
            errors.Add($"{CatalogOptions.Section}:QuotaBytes must be above 0.");
        }

        if (options.ReserveBytes < 0)
        {
            errors.Add($"{CatalogOptions.Section}:ReserveBytes must not be negative.");
        }

        if (options.UploadLifetime < TimeSpan.FromSeconds(5) || options.UploadLifetime > TimeSpan.FromDays(30))
        {
            errors.Add($"{CatalogOptions.Section}:UploadLifetime must be between five seconds and 30 days.");
        }

        if (options.BulkEncodes is < 1 or > 1000)
        {
            errors.Add($"{CatalogOptions.Section}:BulkEncodes must be between 1 and 1,000.");
        }

        if (!Enum.IsDefined(options.Originals))
        {
            errors.Add($"{CatalogOptions.Section}:Originals must be Keep or DeleteAfterPublish.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
