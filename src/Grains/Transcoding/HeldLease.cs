using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Transcoding;

/// <summary>A lease that somebody holds.</summary>
/// <param name="Token">Its fencing token.</param>
/// <param name="Slot">Who holds it: <c>worker/slot</c>.</param>
/// <param name="Since">When it was given.</param>
/// <param name="Deadline">When it is over, unless a heartbeat comes.</param>
/// <param name="Progress">How far the item is.</param>
internal sealed record HeldLease(long Token, string Slot, DateTimeOffset Since, DateTimeOffset Deadline, WorkProgress Progress)
{
    public string Worker => WorkerDescription.NameOf(Slot);
}
