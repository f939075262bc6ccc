namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>Where a title's output lies in the bucket <c>transcoded-profiles</c>.</summary>
public static class OutputPaths
{
    /// <summary>The folder of all versions of a title, without a slash at its end.</summary>
    /// <param name="titleId">The title.</param>
    public static string OfTitle(Guid titleId) => $"titles/{titleId:N}";

    /// <summary>The folder of one version, without a slash at its end.</summary>
    /// <param name="titleId">The title.</param>
    /// <param name="version">The version.</param>
    public static string OfVersion(Guid titleId, string version) => $"{OfTitle(titleId)}/{version}";
}
