using Microsoft.Extensions.Options;

namespace StreamVerse.Storage.Objects;

/// <summary>Refuses options with which no object store could work, at start and by the setting's name.</summary>
internal sealed class ObjectStoreOptionsValidator : IValidateOptions<ObjectStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, ObjectStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = options.Provider switch
        {
            ObjectStoreProvider.Folder => options.Folder.FindErrors(),
            ObjectStoreProvider.S3 => options.S3.FindErrors(),
            _ => [$"{ObjectStoreOptions.Section}:Provider is '{options.Provider}': set it to 'folder' or 's3'."],
        };
        var found = errors.ToList();
        if (options.AbandonedAfter < TimeSpan.FromHours(1))
        {
            found.Add($"{ObjectStoreOptions.Section}:AbandonedAfter is {options.AbandonedAfter}: it must be at least one hour, or uploads in progress would be deleted.");
        }

        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }
}
