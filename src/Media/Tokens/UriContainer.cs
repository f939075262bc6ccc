namespace StreamVerse.Media.Tokens;

/// <summary>
/// The URIs that a token grants, as the claim <c>cdniuc</c> has them (draft-ietf-cdni-uri-signing, URI Container): those
/// whose path begins with a grant. Traffic Server matches the pattern from the start and not to the end, so the grant
/// ends at a path border; the host is left open, since one token serves every edge.
/// </summary>
internal static class UriContainer
{
    private const string End = ".*";

    private static ReadOnlySpan<byte> Utf8Start => "regex:https?://[^/]+"u8;

    private static ReadOnlySpan<byte> Utf8End => ".*"u8;

    /// <summary>The container of a grant.</summary>
    public static string Of(string grant) => $"regex:https?://[^/]+{grant}{End}";

    /// <summary>Whether a container is of our form and holds the path.</summary>
    public static bool Holds(ReadOnlySpan<byte> container, ReadOnlySpan<byte> path)
    {
        if (container.Length <= Utf8Start.Length + Utf8End.Length || !container.StartsWith(Utf8Start) || !container.EndsWith(Utf8End))
        {
            return false;
        }

        // The path has only plain characters, so what it begins with has no pattern in it either.
        var grant = container[Utf8Start.Length..^Utf8End.Length];
        return grant[0] == '/' && grant[^1] == '/' && path.StartsWith(grant);
    }
}
