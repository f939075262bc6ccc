using System.Buffers.Text;
using System.Security.Cryptography;

namespace StreamVerse.Cluster;

/// <summary>Files that their owner alone may read.</summary>
internal static class SecretFile
{
    private const int Bytes = 32;

    /// <summary>Reads a secret, which is made where there is none.</summary>
    public static string ReadOrCreate(string path, Func<string> make)
    {
        if (!File.Exists(path))
        {
            Write(path, make());
        }

        return File.ReadAllText(path).Trim();
    }

    /// <summary>256 random bits, in letters that no configuration has to quote.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static void Write(string path, string secret)
    {
        var temporary = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using (var writer = new StreamWriter(temporary, options))
        {
            writer.WriteLine(secret);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
