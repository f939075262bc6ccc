using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamVerse.Testing;

/// <summary>
/// The real program, <c>src/Local</c>, as a process of its own on a free port of 127.0.0.1. It can be ended in every way
/// and started again on the same data and port; it never outlives the tests.
/// </summary>
public sealed partial class LocalServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(40);

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly string[] _arguments;
    private Process? _process;
    private Process? _guard;
    private int _port;

    /// <summary>A server that is not started yet.</summary>
    /// <param name="dataPath">Its data folder.</param>
    /// <param name="settings">Settings by name with colons, as in a configuration file.</param>
    /// <param name="arguments">Further command line arguments; <c>--no-demo</c> where there are none.</param>
    public LocalServer(string dataPath, IReadOnlyDictionary<string, string>? settings = null, params string[] arguments)
    {
        DataPath = dataPath;
        Settings = settings ?? new Dictionary<string, string>();
        _arguments = arguments.Length > 0 ? arguments : ["--no-demo"];
    }

    /// <summary>The built program, of the same configuration as the tests; <see langword="null"/> where it is not built.</summary>
    public static string? Program
    {
        get
        {
            var path = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "StreamVerse.Local", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "StreamVerse.Local.dll"));
            return File.Exists(path) ? path : null;
        }
    }

    /// <summary>The built web page.</summary>
    public static string WebPath => RepositoryRoot.Combine("web", "dist");

    /// <summary>The port to listen on; a free one where none is given.</summary>
    public int Port
    {
        init => _port = value;
    }

    public string DataPath { get; }

    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Where it listens, once started.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public int ProcessId => Running.Id;

    /// <summary>What it wrote so far, over all starts.</summary>
    public string Log => string.Join('\n', _lines);

    private Process Running => _process ?? throw new InvalidOperationException("The server is not running.");

    /// <summary>Runs the program to its end with exactly these arguments: for what it refuses.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? settings = null)
    {
        using var process = Process.Start(StartInfo(arguments, settings ?? new Dictionary<string, string>()))!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Starts it, also again on the same data and port, and waits until it says that it is ready.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var info = StartInfo(["--port", _port.ToString(CultureInfo.InvariantCulture), "--data", DataPath, "--web", WebPath, .. _arguments], Settings);

        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = info, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data, ready);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, ready);
        _process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"StreamVerse ended instead of starting:\n{Log}"));
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _guard = Shell.StartGuard(["kill", "-9", _process.Id.ToString(CultureInfo.InvariantCulture)], DataPath);
        Address = await ready.Task.WaitAsync(StartTimeout, cancellationToken);
        _port = Address.Port;
    }

    /// <summary>Ends it as an operator does (SIGTERM), or as Ctrl-C does (SIGINT). Answers its exit code.</summary>
    public async Task<int> StopAsync(string signal = "TERM")
    {
        var process = Running;
        await Shell.RunAsync("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)], CancellationToken.None);
        using var patience = new CancellationTokenSource(StopTimeout);
        await process.WaitForExitAsync(patience.Token);
        var exitCode = process.ExitCode;
        Forget();
        return exitCode;
    }

    /// <summary>Ends it at once, as a power cut does (SIGKILL). Its ffmpegs are left to notice by themselves.</summary>
    public async Task KillAsync()
    {
        Running.Kill();
        await Running.WaitForExitAsync();
        Forget();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            try
            {
                await StopAsync();
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync();
            }
        }

        Forget();
    }

    private static ProcessStartInfo StartInfo(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings)
    {
        ProcessStartInfo info = new("dotnet", [Program ?? throw new FileNotFoundException("src/Local is not built."), .. arguments])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            info.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return info;
    }

    private void Read(string? line, TaskCompletionSource<Uri> ready)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (ReadyLine().Match(line) is { Success: true } match)
        {
            ready.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    private void Forget()
    {
        // Killed, not told: its task is over, and the process id may belong to another program soon.
        _guard?.Kill();
        _guard?.Dispose();
        _guard = null;
        _process?.Dispose();
        _process = null;
    }

    [GeneratedRegex(@"StreamVerse is ready at (http://\S+)")]
    private static partial Regex ReadyLine();
}
