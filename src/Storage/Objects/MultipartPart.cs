namespace StreamVerse.Storage.Objects;

/// <summary>A part of a multipart object: where it lies, and by which writer's right it is stored.</summary>
/// <param name="Place">Which part of the object, 1 to 10,000.</param>
/// <param name="Fence">The writer's fencing token, 0 or more: whoever takes over has a larger one.</param>
public readonly record struct MultipartPart(int Place, long Fence);
