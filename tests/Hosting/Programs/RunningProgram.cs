using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using StreamVerse.Testing;

namespace StreamVerse.Hosting.Tests.Programs;

/// <summary>One of the real programs, running until the test is over; it answers HTTP on a port of its own.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;
    private readonly Process _guard;
    private readonly HttpClient _http;

    private RunningProgram(Process process, Process guard, int port)
    {
        _process = process;
        _guard = guard;
        _http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it wrote so far.</summary>
    public string Log => string.Join('\n', _lines);

    /// <summary>Starts a program; skips the test where it is not built.</summary>
    /// <param name="program">Its name, for example <c>Silo</c>.</param>
    /// <param name="settings">Settings by name with colons.</param>
    /// <param name="folder">A folder that goes with the test.</param>
    public static RunningProgram Start(string program, IReadOnlyDictionary<string, string> settings, TempFolder folder)
    {
        var path = ProgramRun.PathOf(program);
        var port = FreePorts.Take();
        ProcessStartInfo info = new("dotnet", [path, $"--StreamVerse:Http:Port={port}"]) { WorkingDirectory = "/", RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            info.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = Process.Start(info)!;
        process.StandardInput.Close();
        return new RunningProgram(process, Shell.StartGuard(["kill", "-9", process.Id.ToString(CultureInfo.InvariantCulture)], folder.Path), port);
    }

    /// <summary>Asks it; 0 where it does not listen.</summary>
    public async Task<(int Status, string Body)> GetAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (HttpRequestException)
        {
            return (0, "");
        }
    }

    /// <summary>Asks it until it answers as wanted; fails where it ends instead.</summary>
    public async Task<string> UntilAsync(string path, int status, string text, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await GetAsync(path, cancellationToken);
            if (answer.Status == status && answer.Body.Contains(text, StringComparison.Ordinal))
            {
                return answer.Body;
            }

            Assert.False(_process.HasExited, $"It ended: {Log}");
            await Task.Delay(s_look, cancellationToken);
        }
    }

    /// <summary>Waits until it has written something.</summary>
    public async Task WritesAsync(string text, CancellationToken cancellationToken)
    {
        while (!Log.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited, $"It ended: {Log}");
            await Task.Delay(s_look, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Shell.RunAsync("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)], CancellationToken.None);
            using var patience = new CancellationTokenSource(s_stopTimeout);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }

        // Killed, not told: its task is over, and the process id may belong to another program soon.
        _guard.Kill();
        _guard.Dispose();
        _process.Dispose();
        _http.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }
}
