using System.Security.Cryptography;

namespace StreamVerse.Worker.Work;

/// <summary>Digests that tell whether two files are the same.</summary>
internal static class Digests
{
    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
