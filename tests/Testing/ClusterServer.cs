using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace StreamVerse.Testing;

/// <summary>
/// A whole cluster, <c>src/Cluster</c>, as processes of its own on 127.0.0.1. Its processes end with it, and it with the
/// tests.
/// </summary>
public sealed class ClusterServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(4);

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly string _program;
    private Process? _process;
    private Process? _guard;

    /// <summary>A cluster that is not started yet.</summary>
    /// <param name="dataPath">Its data folder; PostgreSQL's user must be let through to it.</param>
    /// <param name="settings">Settings of all its programs, by name with colons.</param>
    /// <param name="programs">The folder of built programs that it is started from, as a build's <c>artifacts/bin</c>; those that were built with the tests where left out.</param>
    public ClusterServer(string dataPath, IReadOnlyDictionary<string, string>? settings = null, string? programs = null)
    {
        DataPath = dataPath;
        _program = ProgramIn(programs ?? Programs);
        _settings = settings ?? new Dictionary<string, string>();
    }

    /// <summary>Why no cluster can be had here, for a skip; null when one can.</summary>
    public static string? MissingReason => !File.Exists(ProgramIn(Programs)) ? "src/Cluster is not built: run 'dotnet build src/Cluster'."
        : PostgresServer.MissingReason ?? RadosGatewayServer.MissingReason ?? RedisServer.MissingReason;

    public string DataPath { get; }

    /// <summary>The first gateway's port; the others have the next ones.</summary>
    public int Port { get; } = FreePorts.TakeRow(2);

    /// <summary>What the supervisor wrote so far.</summary>
    public string Log => string.Join('\n', _lines);

    /// <summary>Where the build puts its programs: a folder for each, and in it one for each configuration.</summary>
    public static string Programs => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", ".."));

    /// <summary>The configuration that the tests were built in, as its folders are called.</summary>
    public static string Configuration => Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));

    /// <summary>Where a gateway listens.</summary>
    /// <param name="number">From 1.</param>
    public Uri Gateway(int number) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port + number - 1}"));

    /// <summary>Starts it, and waits until it says that it is ready.</summary>
    public async Task StartAsync(int silos, int gateways, int workers, CancellationToken cancellationToken)
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process
        {
            StartInfo = StartInfo(["up", "--port", Text(Port), "--silos", Text(silos), "--gateways", Text(gateways), "--workers", Text(workers)]),
            EnableRaisingEvents = true,
        };
        _process.OutputDataReceived += (_, line) => Read(line.Data, ready);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, ready);
        _process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The cluster ended instead of starting:\n{Log}"));
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _guard = Shell.StartGuard(["kill", "-9", Text(_process.Id)], Path.Combine(DataPath, "none"));
        await ready.Task.WaitAsync(StartTimeout, cancellationToken);
    }

    /// <summary>What <c>status --json</c> prints.</summary>
    public async Task<JsonElement> GetStatusAsync(CancellationToken cancellationToken)
    {
        using var json = JsonDocument.Parse(await RunAsync(["status", "--json"], cancellationToken));
        return json.RootElement.Clone();
    }

    /// <summary>Waits for one process to be as wanted.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="wanted">Whether it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<JsonElement> WaitAsync(string name, Func<JsonElement, bool> wanted, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Entries(await GetStatusAsync(cancellationToken)).FirstOrDefault(entry => entry.GetProperty("name").GetString() == name) is { ValueKind: JsonValueKind.Object } entry && wanted(entry))
            {
                return entry;
            }

            await Task.Delay(200, cancellationToken);
        }
    }

    /// <summary>All entries of a status.</summary>
    public static IEnumerable<JsonElement> Entries(JsonElement status) =>
        ((string[])["silos", "gateways", "workers", "stores"]).SelectMany(list => status.GetProperty(list).EnumerateArray());

    /// <summary>Runs a command on it to its end.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(StartInfo(arguments))!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"cluster {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } process)
        {
            await RunAsync(["down"], CancellationToken.None);
            await process.WaitForExitAsync();
        }

        // Killed, not told: its task is over, and the process id may belong to another program soon.
        _guard?.Kill();
        _guard?.Dispose();
        _process?.Dispose();
    }

    private ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        ProcessStartInfo info = new("dotnet", [_program, .. arguments, "--data", DataPath])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _settings)
        {
            info.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return info;
    }

    private void Read(string? line, TaskCompletionSource ready)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
            if (line.StartsWith("The cluster is ready", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        }
    }

    private static string ProgramIn(string programs) => Path.Combine(programs, "StreamVerse.Cluster", Configuration, "StreamVerse.Cluster.dll");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
