using System.Collections.Immutable;
using StreamVerse.Encoding.Capabilities;

namespace StreamVerse.Worker;

/// <summary>The encoders that this machine has proven to have; probed once, for all slots.</summary>
/// <param name="probe">Tries each encoder.</param>
internal sealed class ProvenEncoders(IEncoderProbe probe)
{
    private static readonly string[] Required = ["libx264", "aac"];

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

    private async Task<ImmutableArray<string>> ProbeAsync()
    {
        var proven = (await probe.ProbeAsync(CancellationToken.None)).Where(encoder => encoder.IsUsable).Select(encoder => encoder.Name).ToImmutableArray();

        // Without these two nothing can be made at all: rather no worker, loudly, than one that waits for ever.
        return Required.All(proven.Contains)
            ? proven
            : throw new InvalidOperationException($"ffmpeg on this machine cannot encode with {string.Join(" and ", Required.Except(proven))}. Repair its installation; the probe is repeated.");
    }
}
