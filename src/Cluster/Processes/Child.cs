using System.Diagnostics;
using System.Globalization;

namespace StreamVerse.Cluster.Processes;

/// <summary>A process that is started again when it dies, until it is told to end.</summary>
internal sealed class Child : IAsyncDisposable
{
    /// <summary>How long the last lines of a process that has ended are waited for. Others may have inherited its output and keep it open.</summary>
    private static readonly TimeSpan s_lastLines = TimeSpan.FromMilliseconds(200);

    private readonly ChildHouse _house;
    private readonly ProcessLog _log;
    private readonly RestartBackOff _backOff = new();

    /// <summary>Ends when it is told to end for good.</summary>
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Replaced as a whole: who starts a process of an old wish must see that it is one.
    private ChildWish _wish;
    private Task _life = Task.CompletedTask;
    private volatile ProcessIdentity? _process;
    private long _startedAt;

    public Child(ChildDefinition definition, ChildHouse house)
    {
        Name = definition.Name;
        _wish = new ChildWish(definition);
        _house = house;
        _log = new ProcessLog(Path.Combine(house.Folder.LogPath, definition.Name + ".log"));
    }

    public string Name { get; }

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
        var started = _wish.Started;
        _life = LiveAsync();
        await await Task.WhenAny(started, _life);
    }

    /// <summary>
    /// Tells its process to end, kills it when its grace is over, and returns when the next one runs. One that waits to be
    /// started again is started at once.
    /// </summary>
    /// <param name="next">How it is started from now on; its name stays.</param>
    /// <exception cref="IOException">The next one could not be started; it is tried again, as after a death.</exception>
    public async Task RestartAsync(ChildDefinition next)
    {
        var wish = new ChildWish(next);
        Interlocked.Exchange(ref _wish, wish).Supersede();
        await await Task.WhenAny(wish.Started, _life);
    }

    /// <summary>Tells it to end, and kills it when its grace is over.</summary>
    public async Task StopAsync()
    {
        _stopped.TrySetResult();

        // Whoever started it was told why it could not be.
        await _life.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        State = ChildState.Stopped;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _log.Dispose();
    }

    private async Task LiveAsync()
    {
        while (!_stopped.Task.IsCompleted)
        {
            var wish = Volatile.Read(ref _wish);
            var (uptime, end) = (TimeSpan.Zero, "");
            try
            {
                var exitCode = await RunOnceAsync(wish);
                uptime = _house.Clock.GetElapsedTime(_startedAt);
                end = string.Create(CultureInfo.InvariantCulture, $"{Name} {ExitText.Of(exitCode)} after {uptime.TotalSeconds:0.0} s");
            }
            catch (IOException exception) when (Restarts > 0)
            {
                // Unlike at the very first start, what keeps it from starting (no memory, no process left) may pass.
                wish.SetFailed(exception);
                end = exception.Message.TrimEnd('.');
            }

            if (_stopped.Task.IsCompleted)
            {
                return;
            }

            Restarts++;
            if (wish.Superseded.IsCompleted)
            {
                continue;
            }

            var pause = _backOff.Next(uptime);
            State = ChildState.Restarting;
            _house.Report(string.Create(CultureInfo.InvariantCulture, $"{end}; it is started again in {pause.TotalSeconds:0.0} s.{Tail()}"));
            await Task.WhenAny(Task.Delay(pause, _house.Clock), _stopped.Task, wish.Superseded);
        }
    }

    private async Task<int> RunOnceAsync(ChildWish wish)
    {
        var stopSignal = wish.Definition.StopSignal;
        using var process = new Process { StartInfo = StartInfo(wish.Definition), EnableRaisingEvents = true };
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => ended.SetResult();
        var (outputEnded, errorsEnded) = (new TaskCompletionSource(), new TaskCompletionSource());
        process.OutputDataReceived += (_, line) => Log(line.Data, outputEnded);
        process.ErrorDataReceived += (_, line) => Log(line.Data, errorsEnded);
        await _house.StartAsync(process, Name);
        _startedAt = _house.Clock.GetTimestamp();
        var running = _process = ProcessIdentity.Of(process.Id);
        _house.Note(Name, running, stopSignal);
        State = ChildState.Running;
        wish.SetStarted();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        // Not Process.WaitForExitAsync: that also waits for all who have inherited its output. Here alone a process is told to
        // end, also one that nobody wanted any more when it had just been started.
        if (await Task.WhenAny(ended.Task, wish.Superseded, _stopped.Task) != ended.Task && running is not null)
        {
            State = ChildState.Stopping;
            await EndAsync(running, wish.Definition, ended.Task);
        }

        await ended.Task;
        _process = null;
        _house.Note(Name, null, stopSignal);
        await Task.WhenAny(Task.WhenAll(outputEnded.Task, errorsEnded.Task), Task.Delay(s_lastLines, _house.Clock));
        return process.ExitCode;
    }

    /// <summary>Tells a process to end, and kills it unless it has within its grace.</summary>
    private async Task EndAsync(ProcessIdentity process, ChildDefinition definition, Task ended)
    {
        Signals.Send(process, definition.StopSignal);

        // One that was paused (SIGSTOP) cannot end.
        Signals.Send(process, Signals.Continue);
        if (await Task.WhenAny(ended, Task.Delay(definition.Grace, _house.Clock)) != ended)
        {
            Signals.Send(process, Signals.Kill);
            _house.Report($"{Name} has not ended within {definition.Grace.TotalSeconds:0} s and is killed.");
        }
    }

    private static ProcessStartInfo StartInfo(ChildDefinition definition)
    {
        var commandLine = definition.CommandLine;
        var start = new ProcessStartInfo(commandLine[0], commandLine.Skip(1))
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in definition.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private void Log(string? line, TaskCompletionSource ended)
    {
        if (line is null)
        {
            ended.TrySetResult();
        }
        else
        {
            _log.Write(line);
        }
    }

    private string Tail() => string.Concat(_log.TakeLast().Select(line => $"{Environment.NewLine}    {Name}| {line}"));
}
