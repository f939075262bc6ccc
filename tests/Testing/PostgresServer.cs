using System.Globalization;
using Npgsql;

namespace StreamVerse.Testing;

/// <summary>
/// A real PostgreSQL of the test's own, in a temporary folder, on a free port of 127.0.0.1. It ends with
/// <see cref="DisposeAsync"/>, and also when this process dies.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string User = "streamverse";
    public const string Password = "a-secret-of-the-tests";
    private readonly TempFolder _folder;
    private readonly string _binaries;
    private System.Diagnostics.Process? _guard;
    private int _databases;

    private PostgresServer(string binaries, TempFolder folder, int port)
    {
        _binaries = binaries;
        _folder = folder;
        Port = port;
    }

    /// <summary>Why no server can be had here, for a skip; null when one can.</summary>
    public static string? MissingReason => FindBinaries() is null ? "PostgreSQL is not installed (apt-get install postgresql)." : null;

    public int Port { get; }

    private string Data => _folder.File("data");

    /// <summary>Makes and starts a server.</summary>
    /// <param name="flushesToDisk">Whether a commit waits for the disk: for benchmarks. A killed server loses nothing either way.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<PostgresServer> StartNewAsync(bool flushesToDisk, CancellationToken cancellationToken)
    {
        var binaries = FindBinaries() ?? throw new InvalidOperationException(MissingReason);
        PostgresServer server = new(binaries, new TempFolder("streamverse-postgres-"), FreePorts.Take());
        server._guard = Shell.StartGuard(server.CommandLine("pg_ctl", ["stop", "-D", server.Data, "-m", "immediate"]), server._folder.Path);
        var passwordFile = server._folder.File("password");
        await File.WriteAllTextAsync(passwordFile, Password, cancellationToken);
        if (Environment.IsPrivilegedProcess)
        {
            await Shell.RunAsync("chown", ["-R", "postgres", server._folder.Path], cancellationToken);
        }

        await server.RunAsync(
            "initdb",
            ["-D", server.Data, "-U", User, "--pwfile", passwordFile, "-A", "scram-sha-256", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"],
            cancellationToken);
        await File.AppendAllLinesAsync(
            Path.Combine(server.Data, "postgresql.conf"),
            [
                "listen_addresses = '127.0.0.1'",
                $"unix_socket_directories = '{server._folder.Path}'",
                $"fsync = {(flushesToDisk ? "on" : "off")}",
                "max_connections = 200",
                "shared_buffers = 64MB",
            ],
            cancellationToken);
        await server.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Starts it again after <see cref="StopAsync"/>; returns when it takes connections.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => RunAsync(
        "pg_ctl",
        ["start", "-w", "-D", Data, "-l", _folder.File("log"), "-o", string.Create(CultureInfo.InvariantCulture, $"-p {Port}")],
        cancellationToken);

    /// <summary>Stops it. Immediately is like a crash: every connection is cut, and the start recovers from the log.</summary>
    public Task StopAsync(bool immediately, CancellationToken cancellationToken) =>
        RunAsync("pg_ctl", ["stop", "-w", "-D", Data, "-m", immediately ? "immediate" : "fast"], cancellationToken);

    /// <summary>Makes an empty database and gives its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres") + ";Pooling=false");
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync(cancellationToken);
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        await Shell.EndGuardAsync(_guard);
        _folder.Dispose();
    }

    private static string? FindBinaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql")
            .Select(version => Path.Combine(version, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
            .Order(StringComparer.Ordinal)
            .LastOrDefault()
        : null;

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = User,
        Password = Password,
        Database = database,
    }.ConnectionString;

    private Task RunAsync(string tool, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var commandLine = CommandLine(tool, arguments);
        return Shell.RunAsync(commandLine[0], commandLine[1..], cancellationToken);
    }

    // The server refuses to run as root.
    private string[] CommandLine(string tool, IReadOnlyList<string> arguments) => Environment.IsPrivilegedProcess
        ? ["runuser", "-u", "postgres", "--", Path.Combine(_binaries, tool), .. arguments]
        : [Path.Combine(_binaries, tool), .. arguments];
}
