namespace StreamVerse.Storage.Objects;

/// <summary>An object was to be stored only where there was none, and there is one.</summary>
/// <param name="key">Where.</param>
public sealed class ObjectExistsException(ObjectKey key) : IOException($"There is already an object at {key}.")
{
    /// <summary>Where the object lies.</summary>
    public ObjectKey Key => key;
}
