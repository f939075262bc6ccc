using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace StreamVerse.Testing;

/// <summary>
/// A real Redis of the test's own, in a temporary folder, on a free port of 127.0.0.1. It ends with
/// <see cref="DisposeAsync"/>, and also when this process dies.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    public const string Password = "a-secret-of-the-tests";
    private const string Program = "/usr/bin/redis-server";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    private readonly TempFolder _folder = new("streamverse-redis-");
    private Process? _guard;

    private RedisServer() => Port = FreePorts.Take();

    /// <summary>Why no server can be had here, for a skip; null when one can.</summary>
    public static string? MissingReason => File.Exists(Program) ? null : "Redis is not installed (apt-get install redis-server).";

    public int Port { get; }

    /// <summary>Where it is, in StackExchange.Redis' words.</summary>
    public string Configuration => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port},password={Password}");

    /// <summary>Makes and starts a server that keeps nothing on disk.</summary>
    public static async Task<RedisServer> StartNewAsync(CancellationToken cancellationToken)
    {
        RedisServer server = new();
        try
        {
            await File.WriteAllLinesAsync(
                server._folder.File("redis.conf"),
                [
                    "bind 127.0.0.1",
                    string.Create(CultureInfo.InvariantCulture, $"port {server.Port}"),
                    $"requirepass {Password}",
                    $"dir {server._folder.Path}",
                    $"pidfile {server._folder.File("pid")}",
                    "save \"\"",
                    "appendonly no",
                ],
                cancellationToken);
            await server.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it, again after <see cref="KillAsync"/> and then empty; returns when it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        _guard = Shell.StartUnderGuard([Program, _folder.File("redis.conf")]);
        while (!await AnswersAsync(limit.Token))
        {
            await Task.Delay(10, limit.Token);
        }
    }

    /// <summary>Kills it (SIGKILL), and with it everything that it holds.</summary>
    public async Task KillAsync()
    {
        await Shell.EndGuardAsync(_guard);
        _guard = null;
    }

    /// <summary>Stops it where it stands (SIGSTOP): connections stay open, and nothing answers.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => SignalAsync("STOP", cancellationToken);

    /// <summary>Lets it go on.</summary>
    public Task ResumeAsync(CancellationToken cancellationToken) => SignalAsync("CONT", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }

    private async Task SignalAsync(string signal, CancellationToken cancellationToken) =>
        await Shell.RunAsync("kill", [$"-{signal}", (await File.ReadAllTextAsync(_folder.File("pid"), cancellationToken)).Trim()], cancellationToken);

    /// <summary>Whether it takes commands; that it asks for the password is an answer too.</summary>
    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray(), cancellationToken);
            return await client.GetStream().ReadAsync(new byte[1], cancellationToken) == 1;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return _guard!.HasExited ? throw new InvalidOperationException("redis-server has ended instead of starting.") : false;
        }
    }
}
