using StackExchange.Redis;

namespace StreamVerse.Storage.Cache.Redis;

/// <summary>Options of the Redis adapter, which is for DragonflyDB as well.</summary>
public sealed class RedisCacheOptions
{
    /// <summary>The configuration key that says where Redis is.</summary>
    public const string ConfigurationSetting = Prefix + nameof(Configuration);

    private const string Prefix = CacheOptions.Section + ":Redis:";

    /// <summary>
    /// Where Redis is, in StackExchange.Redis' words: <c>cache.example:6379</c>, further parts behind commas, such as
    /// <c>user=...</c>, <c>password=...</c> and <c>ssl=true</c>. No default.
    /// </summary>
    public string Configuration { get; set; } = "";

    /// <summary>A file that holds the password, such as <c>/run/secrets/cache</c>; it counts before one in <see cref="Configuration"/>. Default: none.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>What all keys begin with, for a Redis that several installations share. Default: <c>streamverse:</c>.</summary>
    public string KeyPrefix { get; set; } = "streamverse:";

    /// <summary>
    /// How long an answer may wait for the cache before it does without. Smaller values cost hits when the network is slow,
    /// larger ones make viewers wait when Redis is. Default: 50 milliseconds; 1 ms to 5 s.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How many failures in a row take the cache for away; from then on nobody waits for it. Default: 3; 1 to 1,000.</summary>
    public int FailuresToBypass { get; set; } = 3;

    /// <summary>How often a cache that is away is asked whether it is back. Default: 1 second; 100 ms to 1 minute.</summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(1);

    internal IEnumerable<string> FindErrors()
    {
        if (!IsConfiguration(Configuration))
        {
            yield return $"{ConfigurationSetting} must say where Redis or DragonflyDB is, such as cache.example:6379,password=..., in StackExchange.Redis' words.";
        }

        if (PasswordFile is { Length: > 0 } && !File.Exists(PasswordFile))
        {
            yield return $"{Prefix}{nameof(PasswordFile)} names '{PasswordFile}', which is not there or not readable.";
        }

        if (KeyPrefix.Length > 64 || !KeyPrefix.All(static c => c is > ' ' and <= '~'))
        {
            yield return $"{Prefix}{nameof(KeyPrefix)} is '{KeyPrefix}': at most 64 printable ASCII characters, no spaces.";
        }

        if (Timeout < TimeSpan.FromMilliseconds(1) || Timeout > TimeSpan.FromSeconds(5))
        {
            yield return $"{Prefix}{nameof(Timeout)} is {Timeout}: 1 ms to 5 s.";
        }

        if (FailuresToBypass is < 1 or > 1000)
        {
            yield return $"{Prefix}{nameof(FailuresToBypass)} is {FailuresToBypass}: 1 to 1,000.";
        }

        if (ProbeInterval < TimeSpan.FromMilliseconds(100) || ProbeInterval > TimeSpan.FromMinutes(1))
        {
            yield return $"{Prefix}{nameof(ProbeInterval)} is {ProbeInterval}: 100 ms to 1 minute.";
        }
    }

    private static bool IsConfiguration(string text)
    {
        try
        {
            return ConfigurationOptions.Parse(text).EndPoints.Count > 0;
        }
        catch (ArgumentException)
        {
            // An option that there is not; its text may be a password, so it is not repeated.
            return false;
        }
    }
}
