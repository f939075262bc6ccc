using System.Globalization;
using StackExchange.Redis;
using StreamVerse.Cluster.Processes;
using StreamVerse.Storage.Cache;
using StreamVerse.Storage.Cache.Redis;

namespace StreamVerse.Cluster.Stores;

/// <summary>A Redis of the cluster's own for the cache, on 127.0.0.1: it keeps nothing on disk, and forgets what was not used for long when it is full.</summary>
internal sealed class RedisStore : IClusterStore
{
    private const string Program = "redis-server";
    private const string MaxMemory = "256mb";
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    private readonly ChildHouse _house;
    private readonly int _port;
    private readonly string _passwordFile;
    private readonly string _password;
    private readonly Child _server;
    private readonly Lazy<Task<ConnectionMultiplexer>> _connection;

    public RedisStore(ChildHouse house, int port)
    {
        if (!Tool.IsInstalled(Program))
        {
            throw new IOException($"Redis is not installed. Install it with: apt-get install {Program}");
        }

        _house = house;
        _port = port;
        _passwordFile = house.Folder.Key("redis");
        _password = SecretFile.ReadOrCreate(_passwordFile, SecretFile.NewSecret);
        _server = new Child(new ChildDefinition(Name, Program, [ConfigurationFile]), house);
        _connection = new Lazy<Task<ConnectionMultiplexer>>(ConnectAsync);
    }

    /// <summary>How long it may take to start.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(90);

    public string Name => "redis";

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    public IReadOnlyList<Child> Processes => [_server];

    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        [$"{CacheOptions.Section}:{nameof(CacheOptions.Provider)}"] = nameof(CacheProvider.Redis),
        [RedisCacheOptions.ConfigurationSetting] = Address,
        [$"{CacheOptions.Section}:Redis:{nameof(RedisCacheOptions.PasswordFile)}"] = _passwordFile,
    };

    private string Home => _house.Folder.File("redis");

    private string ConfigurationFile => Path.Combine(Home, "redis.conf");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Home);

        // A command line could be read by everybody on the machine.
        SecretFile.Write(
            ConfigurationFile,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                bind 127.0.0.1
                port {_port}
                requirepass {_password}
                dir {Home}
                save ""
                appendonly no
                maxmemory {MaxMemory}
                maxmemory-policy allkeys-lru
                """));
        await StartLimit.KeepAsync(
            Patience,
            time => $"Redis at {Address} does not answer {time}; its log is {_house.Folder.LogPath}/{Name}.log.",
            async limit =>
            {
                await _server.StartAsync();
                await AnsweredAsync(limit.Token);
            },
            cancellationToken);
    }

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = await _connection.Value.WaitAsync(cancellationToken);
            await connection.GetDatabase().PingAsync().WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // The client's own words are for those who debug it.
            throw new IOException($"{Address} does not answer PING.", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_connection.IsValueCreated)
            {
                await (await _connection.Value).DisposeAsync();
            }
        }
        finally
        {
            await _server.DisposeAsync();
        }
    }

    private async Task AnsweredAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await ProbeAsync(cancellationToken);
                return;
            }
            catch (IOException)
            {
                await Task.Delay(s_look, cancellationToken);
            }
        }
    }

    private Task<ConnectionMultiplexer> ConnectAsync() => ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions
    {
        EndPoints = { Address },
        Password = _password,
        AbortOnConnectFail = false,
        BacklogPolicy = BacklogPolicy.FailFast,
        ConnectTimeout = 1000,
        ReconnectRetryPolicy = new LinearRetry(500),
        CommandMap = CommandMap.Create(["SUBSCRIBE"], available: false),
        ConfigurationChannel = "",
        TieBreaker = "",
    });
}
