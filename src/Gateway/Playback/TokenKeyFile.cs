using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using StreamVerse.Media.Tokens;

namespace StreamVerse.Gateway.Playback;

/// <summary>The file that keys are kept in; readable by its owner alone.</summary>
internal static class TokenKeyFile
{
    /// <summary>Makes a file with one new key where there is none.</summary>
    public static void CreateIfMissing(string path, DateTimeOffset now)
    {
        if (!File.Exists(path))
        {
            Write(path, new TokenKeyRing(NewKey(now)), isNew: true);
        }
    }

    /// <summary>
    /// Adds a new key behind the one that signs, or as the one that signs where there is no file yet. Until every gateway
    /// has read it, no token may be signed with it: that is <see cref="Promote"/>, later.
    /// </summary>
    /// <returns>The new key's id.</returns>
    /// <exception cref="InvalidDataException">The file is not one of keys, or has one of this second.</exception>
    public static string Add(string path, DateTimeOffset now)
    {
        var key = NewKey(now);
        if (!File.Exists(path))
        {
            Write(path, new TokenKeyRing(key), isNew: true);
            return Read(path).Current.Id;
        }

        var ring = Read(path);
        if (ring.Previous.Prepend(ring.Current).Any(known => known.Id == key.Id))
        {
            throw new InvalidDataException($"The key file {path} has a key of this very second; try again.");
        }

        Write(path, new TokenKeyRing(ring.Current, [key, .. ring.Previous.Take(TokenKeyRing.MaxKeys - 2)]));
        return key.Id;
    }

    /// <summary>Lets the second key of the file sign, and the first only verify.</summary>
    /// <returns>The id of the key that signs now.</returns>
    /// <exception cref="InvalidDataException">The file is not one of keys, or has no second one.</exception>
    public static string Promote(string path)
    {
        var ring = Read(path);
        if (ring.Previous.IsEmpty)
        {
            throw new InvalidDataException($"The key file {path} has one key only; add another first, and let every gateway read it.");
        }

        Write(path, new TokenKeyRing(ring.Previous[0], [ring.Current, .. ring.Previous[1..]]));
        return ring.Previous[0].Id;
    }

    /// <summary>Reads the keys.</summary>
    /// <exception cref="InvalidDataException">The file is not one of keys; says what is wrong, and no secret.</exception>
    public static TokenKeyRing Read(string path)
    {
        try
        {
            var entries = JsonSerializer.Deserialize<Entry[]>(File.ReadAllBytes(path), JsonSerializerOptions.Web) ?? [];
            var keys = entries.Select(entry => new TokenKey(entry.Kid, Base64Url.DecodeFromChars(entry.K))).ToArray();
            return keys.Length > 0 ? new TokenKeyRing(keys[0], [.. keys[1..]]) : throw new InvalidDataException($"The key file {path} has no key.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"There is no key file {path}.");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"The key file {path} cannot be read: {(exception is ArgumentException ? exception.Message : "it must be a JSON list of objects with 'kid' and 'k' (base64url).")}");
        }
    }

    private static TokenKey NewKey(DateTimeOffset now) => TokenKey.Create(string.Create(CultureInfo.InvariantCulture, $"k{now.UtcDateTime:yyyyMMddHHmmss}"));

    /// <summary>Writes all of the file at once. A new one never takes the place of another that somebody else has just made: that one signs already.</summary>
    private static void Write(string path, TokenKeyRing keys, bool isNew = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(temporary, options))
        {
            var entries = keys.Previous.Prepend(keys.Current).Select(static key => new Entry(key.Id, Base64Url.EncodeToString(key.Secret)));
            JsonSerializer.Serialize(file, entries, JsonSerializerOptions.Web);
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(temporary, path, overwrite: !isNew);
        }
        catch (IOException) when (isNew && File.Exists(path))
        {
            File.Delete(temporary);
        }
    }

    private sealed record Entry([property: JsonPropertyName("kid")] string Kid, [property: JsonPropertyName("k")] string K);
}
