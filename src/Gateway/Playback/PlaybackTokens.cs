using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVerse.Gateway.Hosting;
using StreamVerse.Media.Tokens;

namespace StreamVerse.Gateway.Playback;

/// <summary>Signs and checks playback tokens with the keys of the key file, as it is now.</summary>
internal sealed partial class PlaybackTokens : IDisposable
{
    private readonly PlaybackKeyOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<PlaybackTokens> _logger;
    private readonly ITimer _reload;
    private FileStamp _read;
    private volatile Pair _pair;

    public PlaybackTokens(IOptions<PlaybackKeyOptions> options, TimeProvider clock, ILogger<PlaybackTokens> logger)
    {
        _options = options.Value;
        _clock = clock;
        _logger = logger;
        TokenKeyFile.CreateIfMissing(options.Value.KeyFile, clock.GetUtcNow());
        _pair = Read();

        // Looking at a time stamp is cheap and works on every file system; change notifications do not.
        var interval = TimeSpan.FromSeconds(2);
        _reload = clock.CreateTimer(static self => ((PlaybackTokens)self!).Reload(), this, interval, interval);
    }

    public PlaybackToken Issue(string titleId, string version, TimeSpan lifetime) => _pair.Signer.Issue(titleId, version, lifetime);

    public PlaybackTokenStatus Verify(in PlaybackPath path) => _pair.Verifier.Verify(path);

    public void Dispose() => _reload.Dispose();

    private Pair Read()
    {
        // Before the keys: a change while they are read is seen next time.
        _read = FileStamp.Of(_options.KeyFile);
        var keys = TokenKeyFile.Read(_options.KeyFile);
        return new Pair(new PlaybackTokenSigner(keys, _options.Issuer, _clock), new PlaybackTokenVerifier(keys, _options.Issuer, _clock));
    }

    private void Reload()
    {
        try
        {
            if (FileStamp.Of(_options.KeyFile) != _read)
            {
                _pair = Read();
                LogReloaded(_options.KeyFile);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            LogReloadFailed(exception, _options.KeyFile);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Playback keys were read again from {KeyFile}.")]
    private partial void LogReloaded(string keyFile);

    [LoggerMessage(Level = LogLevel.Error, Message = "Playback keys could not be read again from {KeyFile}; the old ones stay.")]
    private partial void LogReloadFailed(Exception exception, string keyFile);

    private sealed record Pair(PlaybackTokenSigner Signer, PlaybackTokenVerifier Verifier);
}
