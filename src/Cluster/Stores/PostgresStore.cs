using System.Globalization;
using Npgsql;
using StreamVerse.Cluster.Processes;
using StreamVerse.Storage.Relational;

namespace StreamVerse.Cluster.Stores;

/// <summary>A PostgreSQL of the cluster's own, on 127.0.0.1.</summary>
internal sealed class PostgresStore : IClusterStore
{
    private const string User = "streamverse";
    private const string Database = "streamverse";

    /// <summary>It refuses to run as root; Debian's package makes this user.</summary>
    private const string SystemUser = "postgres";
    private const int MaxConnections = 600;
    private const int MaxConnectionsOfProgram = 40;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    /// <summary>Only so long is a start put off, as one that dies over what it has to make good answers the same each time.</summary>
    private static readonly TimeSpan s_recovery = TimeSpan.FromMinutes(10);

    private readonly ChildHouse _house;
    private readonly int _port;
    private readonly string _password;
    private readonly string _binaries;
    private readonly Child _server;
    private readonly NpgsqlDataSource _source;

    public PostgresStore(ChildHouse house, int port)
    {
        _house = house;
        _port = port;
        _binaries = PostgresBinaries.Find(PostgresBinaries.Root, Data);
        _password = SecretFile.ReadOrCreate(PasswordPath, SecretFile.NewSecret);
        _server = new Child(
            new ChildDefinition(Name, Path.Combine(_binaries, "postgres"), ["-D", Data, "-p", port.ToString(CultureInfo.InvariantCulture)])
            {
                User = RunAs,
                StopSignal = Signals.Interrupt,
            },
            house);
        _source = NpgsqlDataSource.Create(ConnectionString(Database, maxConnections: 4));
    }

    /// <summary>How long it may give no answer when it starts.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(90);

    public string Name => "postgres";

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    public IReadOnlyList<Child> Processes => [_server];

    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        [$"{RelationalOptions.Section}:{nameof(RelationalOptions.Provider)}"] = nameof(RelationalProvider.Postgres),
        [$"{RelationalOptions.Section}:{nameof(RelationalOptions.ConnectionString)}"] = ConnectionString(Database, MaxConnectionsOfProgram),
    };

    private static string? RunAs => Environment.IsPrivilegedProcess ? SystemUser : null;

    private string Home => _house.Folder.File("postgres");

    private string PasswordPath => _house.Folder.Key("postgres");

    private string LogFile => $"{_house.Folder.LogPath}/{Name}.log";

    private string Data => Path.Combine(Home, "data");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Data))
        {
            await MakeAsync(cancellationToken);
        }

        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres", maxConnections: 1));
        try
        {
            await StartLimit.KeepAsync(
                Patience,
                time => $"PostgreSQL at {Address} does not answer {time}; its log is {LogFile}.",
                async limit =>
                {
                    await _server.StartAsync();
                    await AnsweredAsync(source, limit);
                },
                cancellationToken);
            await CreateDatabaseAsync(source, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new IOException($"PostgreSQL at {Address} refuses the password in {PasswordPath}: it is not the one that {Data} was made with. Put that file back, or move {Home} away to begin with an empty database.", exception);
        }
        catch (NpgsqlException exception)
        {
            throw new IOException($"PostgreSQL at {Address} answers and cannot be used: {exception.Message.TrimEnd('.')}. Its log is {LogFile}.", exception);
        }
    }

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>What the membership table says of the silos' latest lives, by their port; nothing where it cannot be read.</summary>
    public async Task<IReadOnlyDictionary<int, string>> ReadMembershipAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<int, string>();
        await using var command = _source.CreateCommand("SELECT DISTINCT ON (port) port, status FROM orleansmembershiptable ORDER BY port, generation DESC");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found[reader.GetInt32(0)] = Enum.GetName((SiloStatus)reader.GetInt32(1))?.ToLowerInvariant() ?? "unknown";
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _source.DisposeAsync();
        }
        finally
        {
            await _server.DisposeAsync();
        }
    }

    private static async Task CreateDatabaseAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var find = source.CreateCommand($"SELECT count(*) FROM pg_database WHERE datname = '{Database}'");
        if (await find.ExecuteScalarAsync(cancellationToken) is 0L)
        {
            await using var create = source.CreateCommand($"CREATE DATABASE {Database}");
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task AnsweredAsync(NpgsqlDataSource source, CancellationTokenSource limit)
    {
        var since = _house.Clock.GetTimestamp();
        while (true)
        {
            try
            {
                await using var command = source.CreateCommand("SELECT 1");
                await command.ExecuteScalarAsync(limit.Token).WaitAsync(limit.Token);
                return;
            }
            catch (NpgsqlException exception) when (exception.IsTransient || exception.InnerException is System.Net.Sockets.SocketException)
            {
                if (exception is PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow } && _house.Clock.GetElapsedTime(since) < s_recovery)
                {
                    // It is there, and makes good what was cut off when it was killed, which takes as long as there is to do.
                    limit.CancelAfter(Patience);
                }

                await Task.Delay(s_look, limit.Token);
            }
        }
    }

    /// <summary>Made beside its place and moved there, so that half of it is never taken for a database.</summary>
    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        var making = Path.Combine(Home, "data.new");
        Directory.CreateDirectory(Home);
        if (Directory.Exists(making))
        {
            Directory.Delete(making, recursive: true);
        }

        var passwordFile = Path.Combine(Home, "password");
        SecretFile.Write(passwordFile, _password);
        if (RunAs is { } user)
        {
            await Tool.RunAsync("chown", ["-R", user, Home], null, cancellationToken);
            await CheckReachableAsync(user, cancellationToken);
        }

        await RunAsync("initdb", ["-D", making, "-U", User, "--pwfile", passwordFile, "-A", "scram-sha-256", "-E", "UTF8", "--locale", "C.UTF-8"], cancellationToken);
        File.Delete(passwordFile);
        await File.AppendAllLinesAsync(
            Path.Combine(making, "postgresql.conf"),
            [
                "listen_addresses = '127.0.0.1'",
                "unix_socket_directories = ''",
                string.Create(CultureInfo.InvariantCulture, $"max_connections = {MaxConnections}"),
                "shared_buffers = 128MB",
            ],
            cancellationToken);
        Directory.Move(making, Data);
    }

    private async Task CheckReachableAsync(string user, CancellationToken cancellationToken)
    {
        try
        {
            await Tool.RunAsync("setpriv", ["--reuid", user, "--regid", user, "--init-groups", "--", "test", "-x", Home], null, cancellationToken);
        }
        catch (IOException)
        {
            throw new IOException($"the user '{user}', whom PostgreSQL runs as, may not enter {Home}. Let others pass through its parent folders (chmod o+x), or choose another folder with --data.");
        }
    }

    private Task<string> RunAsync(string tool, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_binaries, tool);
        return RunAs is { } user
            ? Tool.RunAsync("setpriv", ["--reuid", user, "--regid", user, "--init-groups", "--", path, .. arguments], null, cancellationToken)
            : Tool.RunAsync(path, arguments, null, cancellationToken);
    }

    private string ConnectionString(string database, int maxConnections) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = User,
        Password = _password,
        Database = database,
        MaxPoolSize = maxConnections,
    }.ConnectionString;
}
