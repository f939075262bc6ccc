namespace StreamVerse.Storage.Objects.S3;

/// <summary>A bucket's or an object's URL in parts.</summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="Authority">The host, with the port where it is not the scheme's own.</param>
/// <param name="Path">The path with its slash in front.</param>
internal sealed record S3Target(string Scheme, string Authority, string Path);
