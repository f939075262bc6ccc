namespace StreamVerse.Storage.Objects;

/// <summary>How an object is stored.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="IfNoneMatch">Whether storing fails where there is an object already.</param>
public sealed record PutOptions(string ContentType, bool IfNoneMatch = false);
