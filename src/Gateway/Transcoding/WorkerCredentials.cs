using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVerse.Gateway.Hosting;

namespace StreamVerse.Gateway.Transcoding;

/// <summary>Workers' credentials as the file has them now.</summary>
internal sealed partial class WorkerCredentials : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly string? _path;
    private readonly ILogger<WorkerCredentials> _logger;
    private readonly ITimer? _look;
    private FileStamp _read;
    private FileStamp? _failed;
    private volatile WorkerCredentialFile _file = WorkerCredentialFile.Empty;

    public WorkerCredentials(IOptions<WorkerCredentialOptions> options, TimeProvider clock, ILogger<WorkerCredentials> logger)
    {
        _path = options.Value.CredentialFile;
        _logger = logger;
        if (_path is not null)
        {
            Look();
            _look = clock.CreateTimer(static self => ((WorkerCredentials)self!).Look(), this, LookInterval, LookInterval);
        }
    }

    public WorkerIdentity? Find(string credential) => _file.Find(credential);

    public void Dispose() => _look?.Dispose();

    private void Look()
    {
        FileStamp stamp = default;
        try
        {
            stamp = FileStamp.Of(_path!);
            if (stamp == _read)
            {
                return;
            }

            if (stamp.Length < 0)
            {
                _file = WorkerCredentialFile.Empty;
                LogMissing(_path!);
            }
            else
            {
                _file = WorkerCredentialFile.Read(_path!);
                LogRead(_path!);
            }

            _read = stamp;
            _failed = null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // Tried again at every look, and told once.
            if (stamp != _failed)
            {
                LogReadFailed(exception, _path!);
                _failed = stamp;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker credentials were read from {Path}.")]
    private partial void LogRead(string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "There is no file {Path} (setting StreamVerse:Workers:CredentialFile), so no worker is let in. 'worker-credential NAME' makes it, and it is read then.")]
    private partial void LogMissing(string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "Worker credentials could not be read from {Path}; those known before stay.")]
    private partial void LogReadFailed(Exception exception, string path);
}
