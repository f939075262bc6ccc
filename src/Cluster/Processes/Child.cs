using System.Diagnostics;
using System.Globalization;

namespace StreamVerse.Cluster.Processes;

/// <summary>A process that is started again when it dies, until it is told to end.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly ChildHouse _house;
    private readonly ProcessLog _log;
    private readonly RestartBackOff _backOff = new();
    private readonly CancellationTokenSource _stop = new();
    private volatile ChildDefinition _definition;
    private Task _life = Task.CompletedTask;

    /// <summary>Ends when a process runs that was started after this was made.</summary>
    private volatile TaskCompletionSource _started = NewSignal();

    /// <summary>Ends when somebody asks for another process than the present one.</summary>
    private volatile TaskCompletionSource _asked = NewSignal();

    private volatile ProcessIdentity? _process;
    private long _startedAt;

    public Child(ChildDefinition definition, ChildHouse house)
    {
        _definition = definition;
        _house = house;
        _log = new ProcessLog(Path.Combine(house.Folder.LogPath, definition.Name + ".log"));
    }

    public string Name => _definition.Name;

    public ChildState State { get; private set; }

    /// <summary>Its process, while it has one.</summary>
    public ProcessIdentity? Process => _process;

    /// <summary>How often it was started again.</summary>
    public int Restarts { get; private set; }

    /// <summary>For how long the present process has run.</summary>
    public TimeSpan Uptime => _process is null ? TimeSpan.Zero : _house.Clock.GetElapsedTime(_startedAt);

    /// <summary>Starts it, and keeps it running.</summary>
    /// <exception cref="IOException">Its program cannot be started at all.</exception>
    public async Task StartAsync()
    {
        var started = _started.Task;
        _life = LiveAsync();
        await await Task.WhenAny(started, _life);
    }

    /// <summary>
    /// Tells its process to end, kills it when its grace is over, and returns when the next one runs. One that waits to be
    /// started again is started at once.
    /// </summary>
    /// <param name="next">How it is started from now on; its name stays.</param>
    /// <exception cref="IOException">Its program cannot be started at all.</exception>
    public async Task RestartAsync(ChildDefinition next)
    {
        _definition = next;
        _started = NewSignal();
        var started = Task.WhenAny(_started.Task, _life);
        _asked.TrySetResult();
        await EndAsync(started);
        await await started;
    }

    /// <summary>Tells it to end, and kills it when its grace is over.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await EndAsync(_life);
        await _life;
        State = ChildState.Stopped;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        _log.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Tells the present process to end, and kills it unless something is over within its grace that cannot be before it has.</summary>
    private async Task EndAsync(Task over)
    {
        if (_process is not { } process)
        {
            return;
        }

        State = ChildState.Stopping;
        Signals.Send(process, _definition.StopSignal);

        // One that was paused (SIGSTOP) cannot end.
        Signals.Send(process, Signals.Continue);
        if (await Task.WhenAny(over, Task.Delay(_definition.Grace, _house.Clock)) != over)
        {
            Signals.Send(process, Signals.Kill);
            _house.Report($"{Name} has not ended within {_definition.Grace.TotalSeconds:0} s and is killed.");
        }
    }

    private async Task LiveAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var (uptime, end) = (TimeSpan.Zero, "");
            try
            {
                var exitCode = await RunOnceAsync();
                uptime = _house.Clock.GetElapsedTime(_startedAt);
                end = string.Create(CultureInfo.InvariantCulture, $"{Name} {ExitText.Of(exitCode)} after {uptime.TotalSeconds:0.0} s");
            }
            catch (IOException exception) when (_started.Task.IsCompleted)
            {
                // Nobody waits for it to start, so what keeps it from starting (no memory, no process left) may pass.
                end = exception.Message.TrimEnd('.');
            }

            if (_stop.IsCancellationRequested)
            {
                return;
            }

            Restarts++;
            if (_asked.Task.IsCompleted)
            {
                continue;
            }

            var pause = _backOff.Next(uptime);
            State = ChildState.Restarting;
            _house.Report(string.Create(CultureInfo.InvariantCulture, $"{end}; it is started again in {pause.TotalSeconds:0.0} s.{Tail()}"));
            await Task.WhenAny(Task.Delay(pause, _house.Clock, _stop.Token), _asked.Task);
        }
    }

    private async Task<int> RunOnceAsync()
    {
        using var process = new Process { StartInfo = StartInfo(), EnableRaisingEvents = true };
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => ended.SetResult();
        process.OutputDataReceived += (_, line) => Log(line.Data);
        process.ErrorDataReceived += (_, line) => Log(line.Data);
        await _house.StartAsync(process, Name);
        _startedAt = _house.Clock.GetTimestamp();
        _process = ProcessIdentity.Of(process.Id);
        _house.Note(Name, _process, _definition.StopSignal);
        State = ChildState.Running;
        _asked = NewSignal();
        _started.TrySetResult();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        // Told to end before there was anything to tell.
        if (_stop.IsCancellationRequested && _process is { } running)
        {
            Signals.Send(running, _definition.StopSignal);
        }

        // Not Process.WaitForExitAsync: that also waits for all who have inherited its output.
        await ended.Task;
        _process = null;
        _house.Note(Name, null, _definition.StopSignal);
        return process.ExitCode;
    }

    private ProcessStartInfo StartInfo()
    {
        var commandLine = _definition.CommandLine;
        var start = new ProcessStartInfo(commandLine[0], commandLine.Skip(1))
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _definition.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private void Log(string? line)
    {
        if (line is not null)
        {
            _log.Write(line);
        }
    }

    private string Tail() => string.Concat(_log.TakeLast().Select(line => $"{Environment.NewLine}    {Name}| {line}"));
}
