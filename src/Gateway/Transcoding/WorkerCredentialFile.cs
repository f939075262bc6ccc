using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace StreamVerse.Gateway.Transcoding;

/// <summary>The file of workers' credentials, as it was when it was read.</summary>
internal sealed partial class WorkerCredentialFile
{
    /// <summary>What credentials begin with, so that one which leaks is recognised by scanners.</summary>
    public const string Prefix = "svw_";

    private const int SecretBytes = 32;

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly (byte[] Digest, WorkerIdentity Worker)[] _entries;

    private WorkerCredentialFile((byte[] Digest, WorkerIdentity Worker)[] entries) => _entries = entries;

    /// <summary>Nobody.</summary>
    public static WorkerCredentialFile Empty { get; } = new([]);

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">It is not such a file; says what is wrong.</exception>
    public static WorkerCredentialFile Read(string path)
    {
        try
        {
            return new WorkerCredentialFile([.. ReadEntries(path).Select(entry => (Convert.FromHexString(entry.Sha256), new WorkerIdentity(entry.Name, entry.Region)))]);
        }
        catch (FormatException)
        {
            throw new InvalidDataException($"The worker credential file {path} cannot be read: every 'sha256' must be hexadecimal.");
        }
    }

    /// <summary>Adds a worker, or gives it a new credential in place of its old one.</summary>
    /// <returns>The credential; it is nowhere else, so it must be kept now.</returns>
    /// <exception cref="InvalidDataException">The name cannot be one, or the file is not of credentials.</exception>
    public static string Add(string path, string name, string region)
    {
        if (!IsName().IsMatch(name))
        {
            throw new InvalidDataException("A worker's name must be 1 to 63 letters, digits, dots, hyphens or underscores.");
        }

        var credential = Prefix + System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var entries = File.Exists(path) ? ReadEntries(path) : [];
        entries = [.. entries.Where(entry => entry.Name != name), new Entry(name, region, Convert.ToHexStringLower(Digest(credential)))];
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = path + ".new";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(entries, Indented));
        File.Move(temporary, path, overwrite: true);
        return credential;
    }

    /// <summary>The worker that a credential belongs to, or <see langword="null"/>. Takes the same time wherever they differ.</summary>
    public WorkerIdentity? Find(string credential)
    {
        var digest = Digest(credential);
        WorkerIdentity? found = null;
        foreach (var (known, worker) in _entries)
        {
            if (CryptographicOperations.FixedTimeEquals(known, digest))
            {
                found = worker;
            }
        }

        return found;
    }

    /// <summary>A credential has 256 random bits, so a plain digest cannot be turned back.</summary>
    private static byte[] Digest(string credential) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(credential));

    private static Entry[] ReadEntries(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Entry[]>(File.ReadAllBytes(path), JsonSerializerOptions.Web) ?? [];
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"The worker credential file {path} cannot be read: it must be a JSON list of objects with 'name', 'region' and 'sha256'.");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,62}\z")]
    private static partial Regex IsName();

    private sealed record Entry(
        [property: JsonRequired] string Name,
        [property: JsonRequired] string Region,
        [property: JsonRequired] string Sha256);
}
