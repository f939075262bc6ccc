using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using StreamVerse.Media.Tokens;

namespace StreamVerse.Gateway.Playback;

/// <summary>The file that keys are kept in; readable by its owner alone.</summary>
internal static class TokenKeyFile
{
    /// <summary>Makes a file with one new key where there is none.</summary>
    public static void CreateIfMissing(string path)
    {
        if (!File.Exists(path))
        {
            Write(path, new TokenKeyRing(TokenKey.Create($"k{DateTimeOffset.UtcNow:yyyyMMddHHmmss}")));
        }
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
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"The key file {path} cannot be read: {(exception is ArgumentException ? exception.Message : "it must be a JSON list of objects with 'kid' and 'k' (base64url).")}");
        }
    }

    private static void Write(string path, TokenKeyRing keys)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(temporary, options))
        {
            JsonSerializer.Serialize(file, new[] { new Entry(keys.Current.Id, Base64Url.EncodeToString(keys.Current.Secret)) }, JsonSerializerOptions.Web);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path);
    }

    private sealed record Entry([property: JsonPropertyName("kid")] string Kid, [property: JsonPropertyName("k")] string K);
}
