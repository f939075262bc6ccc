namespace StreamVerse.Storage.Objects;

/// <summary>A part as the folder has it.</summary>
/// <param name="Fence">The fencing token of the writer that stored it.</param>
/// <param name="Length">Its bytes; 0 while it is being replaced.</param>
internal readonly record struct StoredPart(long Fence, long Length);
