using Microsoft.Extensions.Logging;
using StreamVerse.Encoding;
using StreamVerse.Encoding.Capabilities;
using StreamVerse.Storage.Health;
using StreamVerse.Worker.Health;

namespace StreamVerse.Worker;

/// <summary>The encoders that this machine has proven to have; probed once for all slots, and again when the queue asks for it.</summary>
/// <param name="probe">Tries each encoder.</param>
/// <param name="proofs">What earlier runs of this worker proved.</param>
/// <param name="clock">Tells when.</param>
/// <param name="logger">Is told while nothing can be proven, once a minute, and when it can.</param>
internal sealed partial class ProvenEncoders(IEncoderProbe probe, KeptProofs proofs, TimeProvider clock, ILogger<ProvenEncoders> logger) : IWorkerPart, IAsyncDisposable
{
    /// <summary>How long a test that failed counts: encoding with everything takes seconds, and who repairs a machine can wait for some.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    private const string Remedy = $"Install an ffmpeg that has both (Debian: apt-get install ffmpeg), or name one with {EncodingOptions.Section}:{nameof(EncodingOptions.FfmpegPath)} and {nameof(EncodingOptions.FfprobePath)}.";

    private static readonly string[] Required = ["libx264", "aac"];

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Recurrence _failures = new(clock, StoreOutages.ReminderInterval);
    private Task<EncoderProof>? _probing;
    private long _failedAt;
    private int _selfTests;
    private bool _isDisposed;
    private volatile string? _fault = "The encoders of this machine are being tested, which takes some seconds.";

    /// <exception cref="EncodersUnprovenException">Nothing can be encoded here; the log has been told.</exception>
    public Task<EncoderProof> GetAsync()
    {
        lock (_lock)
        {
            // A probe that failed (ffmpeg was being upgraded, say) is tried again.
            return _probing is null || (_probing is { IsFaulted: true } && clock.GetElapsedTime(Volatile.Read(ref _failedAt)) >= RetryInterval) ? _probing = ProbeAsync() : _probing;
        }
    }

    /// <summary>Proves them anew, once for all slots that find the same proof too old.</summary>
    /// <param name="doubted">The proof that is not enough any more.</param>
    /// <exception cref="EncodersUnprovenException">They are no good any more; the log has been told.</exception>
    public Task<EncoderProof> RepeatAsync(EncoderProof doubted)
    {
        lock (_lock)
        {
            if (_probing is { IsCompletedSuccessfully: true } && _probing.Result.SelfTests == doubted.SelfTests)
            {
                _probing = null;
            }
        }

        return GetAsync();
    }

    public string? FindFault() => _fault;

    /// <summary>Ends a test that nobody waits for any more, before what it works with is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            // A container has it under two names, and disposes of it for each.
            return;
        }

        await _ended.CancelAsync();
        Task? probing;
        lock (_lock)
        {
            probing = _probing;
        }

        await (probing ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
    }

    private async Task<EncoderProof> ProbeAsync()
    {
        try
        {
            var proof = await TestAsync();
            _fault = null;
            if (_failures.TryEnd(TimeSpan.Zero, out var duration, out _))
            {
                LogProven(duration);
            }

            return proof;
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            Volatile.Write(ref _failedAt, clock.GetTimestamp());
            var unproven = exception as EncodersUnprovenException ?? new EncodersUnprovenException("The test of the encoders failed for a reason that the worker's log tells.", exception);
            _fault = unproven.Message;
            if (_failures.Happens(out _, out _))
            {
                LogUnproven(unproven.InnerException, unproven.Message);
            }

            throw unproven;
        }
    }

    private async Task<EncoderProof> TestAsync()
    {
        if (probe.MissingPrograms is { Count: > 0 } absent)
        {
            throw new EncodersUnprovenException($"{string.Join(' ', absent)} {Remedy}");
        }

        var subject = probe.Subject;
        if (_selfTests == 0 && proofs.Find(subject) is { } kept)
        {
            return new EncoderProof(kept.Encoders, kept.Speeds, ++_selfTests);
        }

        var tried = await probe.ProbeAsync(_ended.Token);
        var proven = tried.Where(static encoder => encoder.IsUsable).ToList();

        // Without these two nothing can be made at all: rather no worker, loudly, than one that waits for ever.
        if (Required.Except(proven.Select(static encoder => encoder.Name)).ToList() is { Count: > 0 } missing)
        {
            var reason = tried.FirstOrDefault(encoder => encoder.Name == missing[0])?.Reason ?? "it is not among the encoders that were tested.";
            throw new EncodersUnprovenException($"ffmpeg cannot encode with {string.Join(" and ", missing)} on this machine: {reason.ReplaceLineEndings(" ").Trim()} {Remedy}");
        }

        var proof = new EncoderProof([.. proven.Select(static encoder => encoder.Name)], [.. proven.Select(static encoder => encoder.FramesPerSecond ?? 0)], ++_selfTests);
        if (subject is not null)
        {
            proofs.Keep(new KeptProof(subject, clock.GetUtcNow(), proof.Encoders, proof.Speeds));
        }

        return proof;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No work is taken, as nothing can be encoded; looking again every few seconds. {Fault}")]
    private partial void LogUnproven(Exception? exception, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "The encoders are proven after {Duration}; work is taken.")]
    private partial void LogProven(TimeSpan duration);
}
