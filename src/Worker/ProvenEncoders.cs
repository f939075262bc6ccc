using StreamVerse.Encoding.Capabilities;

namespace StreamVerse.Worker;

/// <summary>The encoders that this machine has proven to have; probed once for all slots, and again when the queue asks for it.</summary>
/// <param name="probe">Tries each encoder.</param>
/// <param name="proofs">What earlier runs of this worker proved.</param>
/// <param name="clock">Tells when.</param>
internal sealed class ProvenEncoders(IEncoderProbe probe, KeptProofs proofs, TimeProvider clock)
{
    private static readonly string[] Required = ["libx264", "aac"];

    private readonly Lock _lock = new();
    private Task<EncoderProof>? _probing;
    private int _selfTests;

    public Task<EncoderProof> GetAsync()
    {
        lock (_lock)
        {
            // A probe that failed (ffmpeg was being upgraded, say) is tried again.
            return _probing is null or { IsFaulted: true } or { IsCanceled: true } ? _probing = ProbeAsync() : _probing;
        }
    }

    /// <summary>Proves them anew, once for all slots that find the same proof too old.</summary>
    /// <param name="doubted">The proof that is not enough any more.</param>
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

    private async Task<EncoderProof> ProbeAsync()
    {
        var subject = probe.Subject;
        if (_selfTests == 0 && proofs.Find(subject) is { } kept)
        {
            return new EncoderProof(kept.Encoders, kept.Speeds, ++_selfTests);
        }

        var proven = (await probe.ProbeAsync(CancellationToken.None)).Where(static encoder => encoder.IsUsable).ToList();

        // Without these two nothing can be made at all: rather no worker, loudly, than one that waits for ever.
        if (Required.Except(proven.Select(static encoder => encoder.Name)).ToList() is { Count: > 0 } missing)
        {
            throw new InvalidOperationException($"ffmpeg on this machine cannot encode with {string.Join(" and ", missing)}. Repair its installation; the probe is repeated.");
        }

        var proof = new EncoderProof([.. proven.Select(static encoder => encoder.Name)], [.. proven.Select(static encoder => encoder.FramesPerSecond ?? 0)], ++_selfTests);
        if (subject is not null)
        {
            proofs.Keep(new KeptProof(subject, clock.GetUtcNow(), proof.Encoders, proof.Speeds));
        }

        return proof;
    }
}
