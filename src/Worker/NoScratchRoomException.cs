namespace StreamVerse.Worker;

/// <summary>An item and its source do not fit into <see cref="WorkerOptions.ScratchBytes"/>.</summary>
/// <param name="needed">Bytes that they need.</param>
/// <param name="limit">Bytes that everything together may have.</param>
/// <param name="isForGood">Whether they need more than there ever is, and not just more than others leave now.</param>
internal sealed class NoScratchRoomException(long needed, long limit, bool isForGood) : Exception(isForGood
    ? $"The item and its source need {needed} bytes on the scratch disk, and {WorkerOptions.Section}:{nameof(WorkerOptions.ScratchBytes)} lets everything together have {limit}. Raise it, and the volume's size with it."
    : $"The item and its source need {needed} bytes on the scratch disk, and others have too much of the {limit} of {WorkerOptions.Section}:{nameof(WorkerOptions.ScratchBytes)}; whoever has room may take it.")
{
    public long Needed => needed;

    public long Limit => limit;

    public bool IsForGood => isForGood;
}
