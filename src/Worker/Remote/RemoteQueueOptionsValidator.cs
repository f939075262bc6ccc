using Microsoft.Extensions.Options;

namespace StreamVerse.Worker.Remote;

/// <summary>Refuses a worker that could never get work.</summary>
internal sealed class RemoteQueueOptionsValidator : IValidateOptions<RemoteQueueOptions>
{
    public ValidateOptionsResult Validate(string? name, RemoteQueueOptions options)
    {
        var errors = new List<string>();
        if (options.Urls.Count == 0)
        {
            errors.Add($"{RemoteQueueOptions.Section}:Urls must name at least one gateway ({RemoteQueueOptions.Section}:Urls:0 = https://...).");
        }

        foreach (var url in options.Urls)
        {
            if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            {
                errors.Add($"{RemoteQueueOptions.Section}:Urls: '{url}' must begin with https://.");
            }
            else if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !options.AllowPlainHttp)
            {
                errors.Add($"{RemoteQueueOptions.Section}:Urls: '{url}' must be https, as the credential would travel in the open. Inside a network that encrypts by itself, set {RemoteQueueOptions.Section}:AllowPlainHttp to true.");
            }
        }

        if (!string.IsNullOrWhiteSpace(options.CredentialFile))
        {
            if (!File.Exists(options.CredentialFile))
            {
                errors.Add($"{RemoteQueueOptions.Section}:CredentialFile names '{options.CredentialFile}', which is not there or not readable.");
            }
        }
        else if (string.IsNullOrWhiteSpace(options.Credential) || options.Credential.Any(char.IsControl))
        {
            errors.Add($"{RemoteQueueOptions.Section}:Credential must be this worker's credential, or CredentialFile name a file that holds it; 'worker-credential NAME' of the gateway makes one.");
        }

        foreach (var (key, value) in new[] { (nameof(options.CallTimeout), options.CallTimeout), (nameof(options.StoreTimeout), options.StoreTimeout) })
        {
            if (value < TimeSpan.FromSeconds(1) || value > TimeSpan.FromMinutes(5))
            {
                errors.Add($"{RemoteQueueOptions.Section}:{key} must be between one second and 5 minutes.");
            }
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
