using StackExchange.Redis;

namespace StreamVerse.Storage.Cache.Redis;

/// <summary>How the client of Redis is set up for a cache that is never waited for.</summary>
internal static class RedisSettings
{
    private const int ConnectTimeoutMs = 2000;

    public static ConfigurationOptions Of(RedisCacheOptions options)
    {
        var settings = ConfigurationOptions.Parse(options.Configuration);
        if (options.PasswordFile is { Length: > 0 } file)
        {
            settings.Password = File.ReadAllText(file).Trim();
        }

        settings.ClientName ??= "streamverse";
        settings.AbortOnConnectFail = false;
        settings.ConnectTimeout = ConnectTimeoutMs;
        settings.ConnectRetry = 1;

        // A second between attempts: a connection that is refused costs nothing.
        settings.ReconnectRetryPolicy = new LinearRetry((int)TimeSpan.FromSeconds(1).TotalMilliseconds);

        // What cannot be sent now is not sent later: by then nobody waits for it, and a value may be old.
        settings.BacklogPolicy = BacklogPolicy.FailFast;
        settings.AsyncTimeout = Math.Max(1, (int)options.Timeout.TotalMilliseconds);
        settings.SyncTimeout = settings.AsyncTimeout;
        settings.IncludeDetailInExceptions = false;

        // No second connection for messages: nothing is published, and there is no primary to be told of.
        settings.CommandMap = CommandMap.Create(["SUBSCRIBE"], available: false);
        settings.ConfigurationChannel = "";
        settings.TieBreaker = "";
        return settings;
    }
}
