using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using StreamVerse.Testing;

namespace StreamVerse.Hosting.Tests.Programs;

/// <summary>One of the real programs, running until the test is over; it answers HTTP on a port of its own.</summary>
internal sealed partial class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
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

    /// <summary>Whether the process that was started still runs; nothing starts it again.</summary>
    public bool Runs => !_process.HasExited;

    /// <summary>What it wrote so far.</summary>
    public string Log => string.Join('\n', _lines);

    /// <summary>Lines that complain.</summary>
    public IReadOnlyList<string> Complaints => [.. _lines.Where(static line => Complaint().IsMatch(line))];

    /// <summary>Starts a program; skips the test where it is not built.</summary>
    /// <param name="program">Its name, for example <c>Silo</c>.</param>
    /// <param name="settings">Settings by name with colons.</param>
    /// <param name="folder">A folder that goes with the test.</param>
    public static RunningProgram Start(string program, IReadOnlyDictionary<string, string> settings, TempFolder folder)
    {
        var port = FreePorts.Take();
        var process = Process.Start(ProgramRun.StartInfoOf(program, [$"--StreamVerse:Http:Port={port}"], settings))!;
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
    /// <param name="path">What is asked for.</param>
    /// <param name="status">The status.</param>
    /// <param name="pattern">What the answer must contain, a regular expression.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer.</returns>
    public async Task<string> UntilAsync(string path, int status, string pattern, CancellationToken cancellationToken)
    {
        var last = "";
        await WaitAsync(
            async token =>
            {
                var answer = await GetAsync(path, token);
                last = answer.Body;
                return answer.Status == status && Regex.IsMatch(last, pattern);
            },
            () => $"{path} never answered {status} with '{pattern}', the last answer was {last}",
            cancellationToken);
        return last;
    }

    /// <summary>Waits until it has written something.</summary>
    public Task WritesAsync(string text, CancellationToken cancellationToken) =>
        WaitAsync(_ => Task.FromResult(Log.Contains(text, StringComparison.Ordinal)), () => $"It never wrote '{text}'", cancellationToken);

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

    private async Task WaitAsync(Func<CancellationToken, Task<bool>> condition, Func<string> fault, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            while (!await condition(patience.Token))
            {
                Assert.False(_process.HasExited, $"It ended: {Log}");
                await Task.Delay(s_look, patience.Token);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{fault()}\n{Log}", exception);
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }

    [GeneratedRegex(@"\b(warn|fail|crit): ")]
    private static partial Regex Complaint();
}
