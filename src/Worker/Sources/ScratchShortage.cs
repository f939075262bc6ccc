namespace StreamVerse.Worker.Sources;

/// <summary>Why no item may be begun.</summary>
/// <param name="Reason">For people; names the setting.</param>
/// <param name="IsOfDisk">Whether the disk itself is short of room, which somebody must see to; otherwise it is the items at hand that have it, and it comes back when they are done.</param>
internal sealed record ScratchShortage(string Reason, bool IsOfDisk);
