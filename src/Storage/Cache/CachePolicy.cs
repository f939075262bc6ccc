namespace StreamVerse.Storage.Cache;

/// <summary>A kind of values: what their keys begin with, and how long they are kept.</summary>
public sealed record CachePolicy
{
    /// <summary>Makes a policy.</summary>
    /// <param name="name">Its name: part of the keys, and a label of metrics; lower-case letters and hyphens.</param>
    /// <param name="lifetime">How long a value is kept; at least a millisecond.</param>
    /// <exception cref="ArgumentException">The name has other characters.</exception>
    public CachePolicy(string name, TimeSpan lifetime)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.FromMilliseconds(1));
        if (!name.All(static c => char.IsAsciiLetterLower(c) || c == '-'))
        {
            throw new ArgumentException($"'{name}' must be lower-case letters and hyphens.", nameof(name));
        }

        Name = name;
        Lifetime = lifetime;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>How long a value is kept.</summary>
    public TimeSpan Lifetime { get; }
}
