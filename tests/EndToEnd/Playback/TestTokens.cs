using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace StreamVerse.EndToEnd.Tests.Playback;

/// <summary>Playback tokens as somebody would make who has the key file, without our code.</summary>
internal static class TestTokens
{
    private const string Marker = ";URISigningPackage=";

    /// <summary>The token in an address.</summary>
    public static string Of(string address)
    {
        var start = address.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length;
        return address[start..address.IndexOf('/', start)];
    }

    /// <summary>The id of the key that signed a token.</summary>
    public static string? KeyId(string token) => (string?)Part(token, 0)["kid"];

    /// <summary>The same token with other claims, signed anew with the first key of the file.</summary>
    public static string Resign(string token, string keyFile, Action<JsonObject> change)
    {
        var claims = Part(token, 1);
        change(claims);
        var head = $"{token.Split('.')[0]}.{Encode(claims)}";
        var key = JsonNode.Parse(File.ReadAllText(keyFile))!.AsArray()[0]!;
        var secret = Base64Url.DecodeFromChars((string)key["k"]!);
        return $"{head}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, System.Text.Encoding.ASCII.GetBytes(head)))}";
    }

    /// <summary>Puts a new key in front of those of a file, as an operator does to rotate.</summary>
    public static void Rotate(string keyFile, string newKeyId)
    {
        var keys = JsonNode.Parse(File.ReadAllText(keyFile))!.AsArray();
        keys.Insert(0, new JsonObject { ["kid"] = newKeyId, ["k"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)) });
        File.WriteAllText(keyFile + ".new", keys.ToJsonString());
        File.Move(keyFile + ".new", keyFile, overwrite: true);
    }

    private static JsonObject Part(string token, int part) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[part]))!.AsObject();

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(part.ToJsonString()));
}
