using Microsoft.Extensions.Options;
using StreamVerse.Storage;
using StreamVerse.Worker.Queue;

namespace StreamVerse.Worker.Remote;

/// <summary>The worker's credential. One that is kept in a file is read again when a gateway refuses it, so that it can be replaced while the worker runs.</summary>
/// <param name="options">Have it, or name its file.</param>
internal sealed class WorkerCredential(IOptions<RemoteQueueOptions> options)
{
    private readonly Lock _lock = new();
    private readonly string? _file = string.IsNullOrWhiteSpace(options.Value.CredentialFile) ? null : options.Value.CredentialFile;
    private string? _value;

    /// <summary>The setting that has it, or names its file.</summary>
    public string Setting => $"{RemoteQueueOptions.Section}:{(_file is null ? nameof(RemoteQueueOptions.Credential) : nameof(RemoteQueueOptions.CredentialFile))}";

    /// <summary>Where it comes from, for people.</summary>
    public string Place => _file is null ? "of this setting" : $"in {_file}";

    /// <summary>The credential as it was read last.</summary>
    /// <exception cref="StoreUnavailableException">Its file cannot be read.</exception>
    public string Value
    {
        get
        {
            lock (_lock)
            {
                return _value ??= Read();
            }
        }
    }

    /// <summary>Looks for another one.</summary>
    /// <param name="refused">The one that is not good.</param>
    /// <returns>Whether there is another one now.</returns>
    /// <exception cref="StoreUnavailableException">The file cannot be read any more.</exception>
    public bool TryRenew(string refused)
    {
        lock (_lock)
        {
            _value = Read();
            return _value != refused;
        }
    }

    private string Read()
    {
        if (_file is null)
        {
            return options.Value.Credential;
        }

        try
        {
            // What an editor leaves half-written is refused, and read again a second later.
            var text = File.ReadAllText(_file).Trim();
            return text.Any(char.IsControl) ? throw Unreadable("it must hold one line, the credential") : text;
        }
        catch (Exception exception) when (exception is not StoreUnavailableException && exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(exception.Message.TrimEnd('.'), exception);
        }
    }

    private StoreUnavailableException Unreadable(string reason, Exception? exception = null) =>
        new(WorkQueueHealth.Name, Setting, $"the worker's credential cannot be read from {_file}: {reason}.", exception);
}
