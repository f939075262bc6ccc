using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace StreamVerse.Encoding.Processes;

/// <summary>The <see cref="IToolRunner"/> of real processes.</summary>
internal sealed partial class ToolRunner(
    IOptions<EncodingOptions> options,
    ProcessLauncher launcher,
    TimeProvider timeProvider,
    ILogger<ToolRunner> logger) : IToolRunner
{
    /// <inheritdoc/>
    public async Task RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var tail = new StderrTail(call.Arguments);
        using var process = await StartAsync(call);
        using var watchdog = new Watchdog(call, timeProvider);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, watchdog.Expired);
        using var kill = stop.Token.Register(() => Kill(process));
        LogStarted(process.Id, call.Tool);
        using var exited = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        var input = WriteInputAsync(process, call, exited.Token);

        // The readers end when the process does, so they need no token: a kill closes their pipes.
        var messages = ReadMessagesAsync(process, call, watchdog, tail);
        var stdout = new EndAwareStream(process.StandardOutput.BaseStream);
        var readerFault = await ReadOutputAsync(call, stdout, stop.Token);
        var endedByUs = call.EndsWithReader || (readerFault is not null && !stdout.SawEnd);
        if (endedByUs)
        {
            Kill(process);
        }

        await messages;
        await process.WaitForExitAsync(CancellationToken.None);
        await exited.CancelAsync();
        await input;
        cancellationToken.ThrowIfCancellationRequested();
        if (watchdog.Expired.IsCancellationRequested)
        {
            throw new FfmpegException(Name(call.Tool), FfmpegFailure.Stalled, null, tail.ToString(), readerFault);
        }

        if (!endedByUs && (process.ExitCode != 0 || FailureClassifier.LostItsEnd(tail.ToString())))
        {
            var failure = FailureClassifier.Classify(process.ExitCode, tail.ToString());
            throw new FfmpegException(Name(call.Tool), failure, process.ExitCode, tail.ToString(), readerFault);
        }

        if (readerFault is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(readerFault);
        }
    }

    private static string Name(Tool tool) => tool == Tool.Ffmpeg ? "ffmpeg" : "ffprobe";

    private static async Task ReadMessagesAsync(Process process, ToolCall call, Watchdog watchdog, StderrTail tail)
    {
        var parser = new ProgressParser();
        await foreach (var line in BoundedLines.ReadAsync(process.StandardError.BaseStream, CancellationToken.None))
        {
            if (!parser.TryTake(line, out var position))
            {
                tail.Add(line);
            }
            else if (position is { } current)
            {
                watchdog.Note(current);
                call.OnPosition?.Invoke(current);
            }
        }
    }

    /// <summary>Reads stdout to its end. Returns what the caller's reader threw: whether it counts depends on how the program ended.</summary>
    private static async Task<Exception?> ReadOutputAsync(ToolCall call, EndAwareStream stdout, CancellationToken cancellationToken)
    {
        try
        {
            if (call.ReadOutput is not null)
            {
                await call.ReadOutput(stdout, cancellationToken);
            }

            if (!call.EndsWithReader && !stdout.SawEnd)
            {
                await stdout.CopyToAsync(Stream.Null, cancellationToken);
            }

            return null;
        }
#pragma warning disable CA1031 // Any fault of the reader, whatever its type, is thrown on once the process has ended.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }

    private async Task WriteInputAsync(Process process, ToolCall call, CancellationToken cancellationToken)
    {
        try
        {
            if (call.WriteInput is not null)
            {
                await call.WriteInput(process.StandardInput.BaseStream, cancellationToken);
            }

            process.StandardInput.Close();
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The program has read enough, or ended: its exit code tells whether that was well.
            LogInputEnded(exception.Message);
        }
    }

    private async Task<Process> StartAsync(ToolCall call)
    {
        var configured = call.Tool == Tool.Ffmpeg ? options.Value.FfmpegPath : options.Value.FfprobePath;
        var program = ProgramFinder.Find(configured)
            ?? throw new FfmpegException(Name(call.Tool), FfmpegFailure.Unavailable, null, "there is no such program");
        try
        {
            return await launcher.StartAsync(Confinement.Confine(program, call.Arguments, options.Value));
        }
        catch (Win32Exception exception)
        {
            throw new FfmpegException(Name(call.Tool), FfmpegFailure.Unavailable, null, "it cannot be started", exception);
        }
    }

    private void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It ended by itself in the meantime, which is what was wanted.
            LogAlreadyGone(exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Started {Tool} as process {ProcessId}.")]
    private partial void LogStarted(int processId, Tool tool);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A process stopped reading its input: {Reason}")]
    private partial void LogInputEnded(string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A process to be ended was gone already: {Reason}")]
    private partial void LogAlreadyGone(string reason);
}
