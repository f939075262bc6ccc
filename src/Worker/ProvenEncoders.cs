using System.Collections.Immutable;
using StreamVerse.Encoding.Capabilities;

namespace StreamVerse.Worker;

/// <summary>The encoders that this machine has proven to have; probed once, for all slots.</summary>
/// <param name="probe">Tries each encoder.</param>
internal sealed class ProvenEncoders(IEncoderProbe probe)
{
    private readonly Lock _lock = new();
    private Task<ImmutableArray<string>>? _probing;

    public Task<ImmutableArray<string>> GetAsync()
    {
        lock (_lock)
        {
            // A probe that failed (ffmpeg was being upgraded, say) is tried again.
            return _probing is null or { IsFaulted: true } or { IsCanceled: true } ? _probing = ProbeAsync() : _probing;
        }
    }

    private async Task<ImmutableArray<string>> ProbeAsync() =>
        [.. (await probe.ProbeAsync(CancellationToken.None)).Where(encoder => encoder.IsUsable).Select(encoder => encoder.Name)];
}
