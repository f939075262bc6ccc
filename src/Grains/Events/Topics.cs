namespace StreamVerse.Grains.Events;

/// <summary>The domains that events belong to. The names are stored.</summary>
internal static class Topics
{
    /// <summary>Titles.</summary>
    public const string Catalog = "catalog";
}
