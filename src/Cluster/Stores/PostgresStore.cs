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
    private const string BinariesPath = "/usr/lib/postgresql";
    private const int MaxConnections = 600;
    private const int MaxConnectionsOfProgram = 40;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

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
        _binaries = FindBinaries() ?? throw new IOException("PostgreSQL is not installed. Install it with: apt-get install postgresql");
        _password = SecretFile.ReadOrCreate(house.Folder.Key("postgres"), SecretFile.NewSecret);
        _server = new Child(
            new ChildDefinition(Name, Path.Combine(_binaries, "postgres"), ["-D", Data, "-p", port.ToString(CultureInfo.InvariantCulture)])
            {
                User = RunAs,
                StopSignal = Signals.Interrupt,
            },
            house);
        _source = NpgsqlDataSource.Create(ConnectionString(Database, maxConnections: 4));
    }

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

    private string Data => Path.Combine(Home, "data");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Data))
        {
            await MakeAsync(cancellationToken);
        }

        await _server.StartAsync();
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres", maxConnections: 1));
        await AnsweredAsync(source, cancellationToken);
        await using var find = source.CreateCommand($"SELECT count(*) FROM pg_database WHERE datname = '{Database}'");
        if (await find.ExecuteScalarAsync(cancellationToken) is 0L)
        {
            await using var create = source.CreateCommand($"CREATE DATABASE {Database}");
            await create.ExecuteNonQueryAsync(cancellationToken);
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

    private static async Task AnsweredAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await using var command = source.CreateCommand("SELECT 1");
                await command.ExecuteScalarAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException exception) when (exception.IsTransient || exception.InnerException is System.Net.Sockets.SocketException)
            {
                await Task.Delay(s_look, cancellationToken);
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

    private static string? FindBinaries() => Directory.Exists(BinariesPath)
        ? Directory.EnumerateDirectories(BinariesPath)
            .Select(static version => Path.Combine(version, "bin"))
            .Where(static folder => File.Exists(Path.Combine(folder, "initdb")))
            .OrderBy(static folder => folder.Length)
            .ThenBy(static folder => folder, StringComparer.Ordinal)
            .LastOrDefault()
        : null;
}
