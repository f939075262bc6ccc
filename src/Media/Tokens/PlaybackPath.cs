namespace StreamVerse.Media.Tokens;

/// <summary>
/// The address of a file of a title's output, with the token that grants it in the middle:
/// <c>/media/{title}/{version};URISigningPackage={jwt}/{file}</c>. As relative addresses in playlists keep all of it but
/// the file, they inherit the token. Without the token it is the CDN's cache key: <c>/media/{title}/{version}/{file}</c>.
/// </summary>
public readonly ref struct PlaybackPath
{
    /// <summary>What every playback path begins with.</summary>
    public const string Root = "/media/";

    /// <summary>What goes before the token (draft-ietf-cdni-uri-signing, and Traffic Server's <c>uri_signing</c>).</summary>
    public const string TokenMarker = ";URISigningPackage=";

    /// <summary>Most characters of a title id or a version.</summary>
    public const int MaxNameLength = 64;

    /// <summary>Most characters of a token.</summary>
    public const int MaxTokenLength = 1024;

    /// <summary>Most characters of a file's path within the output version.</summary>
    public const int MaxFileLength = 256;

    private PlaybackPath(ReadOnlySpan<char> titleId, ReadOnlySpan<char> version, ReadOnlySpan<char> token, ReadOnlySpan<char> file)
    {
        TitleId = titleId;
        Version = version;
        Token = token;
        File = file;
    }

    /// <summary>The title.</summary>
    public ReadOnlySpan<char> TitleId { get; }

    /// <summary>The output version.</summary>
    public ReadOnlySpan<char> Version { get; }

    /// <summary>The JWT.</summary>
    public ReadOnlySpan<char> Token { get; }

    /// <summary>The file, relative to the output version's folder; never leaves it (no <c>..</c>, no escapes).</summary>
    public ReadOnlySpan<char> File { get; }

    /// <summary>Reads a request's path. Whether the token grants it is for <see cref="PlaybackTokenVerifier"/> to say. Does not allocate.</summary>
    /// <param name="path">The path, without the query; characters that would need escapes are not accepted.</param>
    /// <param name="parsed">The parts, pointing into <paramref name="path"/>.</param>
    /// <returns>Whether the path has this form.</returns>
    public static bool TryParse(ReadOnlySpan<char> path, out PlaybackPath parsed)
    {
        parsed = default;
        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = path[Root.Length..];
        var slash = rest.IndexOf('/');
        if (slash < 0)
        {
            return false;
        }

        var title = rest[..slash];
        rest = rest[(slash + 1)..];
        slash = rest.IndexOf('/');
        if (slash < 0)
        {
            return false;
        }

        var signed = rest[..slash];
        var file = rest[(slash + 1)..];
        var marker = signed.IndexOf(';');
        if (marker < 0 || !signed[marker..].StartsWith(TokenMarker, StringComparison.Ordinal))
        {
            return false;
        }

        var version = signed[..marker];
        var token = signed[(marker + TokenMarker.Length)..];
        if (token.Length is 0 or > MaxTokenLength
            || !PathNames.IsName(title, MaxNameLength)
            || !PathNames.IsName(version, MaxNameLength)
            || !PathNames.IsFile(file, MaxFileLength))
        {
            return false;
        }

        parsed = new PlaybackPath(title, version, token, file);
        return true;
    }

    /// <summary>The path of a file with its token.</summary>
    /// <param name="titleId">The title.</param>
    /// <param name="version">The output version.</param>
    /// <param name="token">The JWT.</param>
    /// <param name="file">The file, relative to the output version's folder.</param>
    /// <exception cref="ArgumentException">A part has characters, or a length, that such a path cannot have.</exception>
    public static string Compose(string titleId, string version, string token, string file)
    {
        var path = $"{Root}{titleId}/{version}{TokenMarker}{token}/{file}";
        return TryParse(path, out _) ? path : throw new ArgumentException($"'{titleId}', '{version}' and '{file}' do not make a playback path.");
    }

    /// <summary>What a token for a title's output grants: <c>/media/{title}/{version}/</c>.</summary>
    /// <param name="titleId">The title.</param>
    /// <param name="version">The output version.</param>
    /// <exception cref="ArgumentException">A name has characters, or a length, that a path cannot have.</exception>
    public static string GrantOf(string titleId, string version)
    {
        ArgumentNullException.ThrowIfNull(titleId);
        ArgumentNullException.ThrowIfNull(version);
        if (!PathNames.IsName(titleId, MaxNameLength) || !PathNames.IsName(version, MaxNameLength))
        {
            throw new ArgumentException($"'{titleId}' and '{version}' must each be 1 to {MaxNameLength} letters, digits, hyphens or underscores.");
        }

        return $"{Root}{titleId}/{version}/";
    }

    /// <summary>The path without its token, by which caches know the file.</summary>
    public string ToCacheKey() => $"{Root}{TitleId}/{Version}/{File}";
}
