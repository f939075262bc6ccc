namespace StreamVerse.Grains.Abstractions;

/// <summary>The region that this cluster serves: the key of grains of which there is one a region.</summary>
public static class Region
{
    /// <summary>This cluster's region.</summary>
    public const string Here = "local";
}
