using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace StreamVerse.Gateway.Uploads;

/// <summary>Bounds how many uploads this gateway receives at once: each holds a part in memory.</summary>
internal sealed class UploadSlots(IOptions<GatewayOptions> options)
{
    private int _taken;

    private int Most => options.Value.MaxTransfers;

    /// <summary>Takes a slot until the result is disposed of.</summary>
    /// <exception cref="TusException">All are taken.</exception>
    public Slot Take()
    {
        if (Interlocked.Increment(ref _taken) > Most)
        {
            Interlocked.Decrement(ref _taken);
            throw Full();
        }

        return new Slot(this);
    }

    /// <exception cref="TusException">All slots are taken.</exception>
    public void ThrowIfFull()
    {
        if (Volatile.Read(ref _taken) >= Most)
        {
            throw Full();
        }
    }

    private TusException Full() =>
        new(StatusCodes.Status503ServiceUnavailable, "uploads-busy", $"{Most} uploads are under way, and the server takes no more at once. Try again in a few seconds; what was sent is kept.");

    internal sealed class Slot(UploadSlots owner) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref owner._taken);
    }
}
