using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StreamVerse.Encoding.Processes;

namespace StreamVerse.Encoding.Tests.Processes;

public sealed class ToolRunnerTests(EncodingHost host)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static ImmutableArray<string> Endless =>
    [
        "-nostdin", "-v", "error", "-nostats", "-progress", "pipe:2", "-re", "-f", "lavfi", "-i", "testsrc2=s=64x36:r=25", "-f", "null", "-",
    ];

    [Fact]
    public async Task RunAsync_Cancelled_KillsTheProcess()
    {
        using var cancel = new CancellationTokenSource();
        var running = new TaskCompletionSource();

        var run = Runner(host).RunAsync(
            new ToolCall(Tool.Ffmpeg, Endless, Limit) { OnPosition = _ => running.TrySetResult() }, cancel.Token);
        await running.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task RunAsync_LongerThanAllowed_IsStalled()
    {
        var failure = await Assert.ThrowsAsync<FfmpegException>(() => Runner(host).RunAsync(
            new ToolCall(Tool.Ffmpeg, Endless, TimeSpan.FromSeconds(1)), TestContext.Current.CancellationToken));

        Assert.Equal((FfmpegFailure.Stalled, true), (failure.Failure, failure.IsRetryable));
    }

    [Fact]
    public async Task RunAsync_OutputStandsStill_IsStalled()
    {
        // Every picture is dropped, so the output never advances.
        ImmutableArray<string> idle = [.. Endless[..10], "testsrc2=s=64x36:r=25", "-vf", "select=0", "-f", "null", "-"];

        var failure = await Assert.ThrowsAsync<FfmpegException>(() => Runner(host).RunAsync(
            new ToolCall(Tool.Ffmpeg, idle, Limit) { StallTimeout = TimeSpan.FromSeconds(2) }, TestContext.Current.CancellationToken));

        Assert.Equal(FfmpegFailure.Stalled, failure.Failure);
    }

    [Fact]
    public async Task RunAsync_KilledFromOutside_IsRetryable()
    {
        var stderr = new TaskCompletionSource();
        var run = Runner(host).RunAsync(
            new ToolCall(Tool.Ffmpeg, [.. Endless, "-metadata", "comment=kill-me-" + Environment.ProcessId], Limit) { OnPosition = _ => stderr.TrySetResult() },
            TestContext.Current.CancellationToken);
        await stderr.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        ProcessTable.Single("kill-me-" + Environment.ProcessId).Kill();

        var failure = await Assert.ThrowsAsync<FfmpegException>(() => run);

        Assert.Equal((FfmpegFailure.Killed, true, 137), (failure.Failure, failure.IsRetryable, failure.ExitCode));
    }

    [Fact]
    public async Task RunAsync_MoreMemoryThanAllowed_IsRetryable()
    {
        using var services = EncodingHost.Build(new() { ["StreamVerse:Encoding:MemoryLimitBytes"] = (300L << 20).ToString(System.Globalization.CultureInfo.InvariantCulture) });

        var failure = await Assert.ThrowsAsync<FfmpegException>(() => services.GetRequiredService<IToolRunner>().RunAsync(
            new ToolCall(
                Tool.Ffmpeg,
                ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "color=s=8000x8000:r=25:d=1,format=gbrpf32le", "-vf", "tile=4x1", "-f", "null", "-"],
                Limit),
            TestContext.Current.CancellationToken));

        Assert.True(failure.IsRetryable, failure.Message);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("0.04")] // So little that it is written at the very end, when ffmpeg's exit code tells nothing of it.
    public async Task RunAsync_DiskFull_IsOutOfSpace(string seconds)
    {
        if (!File.Exists("/dev/full"))
        {
            Assert.Skip("/dev/full is missing");
        }

        var failure = await Assert.ThrowsAsync<FfmpegException>(() => Runner(host).RunAsync(
            new ToolCall(
                Tool.Ffmpeg,
                ["-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", $"testsrc2=s=64x36:r=25:d={seconds}", "-c:v", "rawvideo", "-f", "rawvideo", "/dev/full"],
                Limit),
            TestContext.Current.CancellationToken));

        Assert.Equal((FfmpegFailure.OutOfSpace, true), (failure.Failure, failure.IsRetryable));
    }

    [Fact]
    public async Task RunAsync_NoSuchProgram_IsUnavailable()
    {
        using var services = EncodingHost.Build(new() { ["StreamVerse:Encoding:FfmpegPath"] = "/nowhere/ffmpeg" });

        var failure = await Assert.ThrowsAsync<FfmpegException>(() => services.GetRequiredService<IToolRunner>().RunAsync(
            new ToolCall(Tool.Ffmpeg, ["-version"], Limit), TestContext.Current.CancellationToken));

        Assert.Equal((FfmpegFailure.Unavailable, false), (failure.Failure, failure.IsRetryable));
        Assert.Contains("StreamVerse:Encoding", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_SourceUnreadable_NamesTheFileWithoutItsFolder()
    {
        var path = Path.Combine(host.NewFolder(), "bad.mp4");
        await File.WriteAllTextAsync(path, "no film", TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<FfmpegException>(() => Runner(host).RunAsync(
            new ToolCall(Tool.Ffmpeg, ["-nostdin", "-v", "error", "-i", "file:" + path, "-f", "null", "-"], Limit), TestContext.Current.CancellationToken));

        Assert.Equal(FfmpegFailure.Source, failure.Failure);
        Assert.Contains("bad.mp4", failure.LastLines, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Folder, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ParentThreadPoolThreadsCome_AndGo_ProcessLives()
    {
        // The parent-death signal follows the starting thread: a run started from a thread that ends must go on.
        Task? run = null;
        var positions = 0;
        var enough = new TaskCompletionSource();
        using var cancel = new CancellationTokenSource();
        var thread = new Thread(() => run = Runner(host).RunAsync(
            new ToolCall(Tool.Ffmpeg, Endless, Limit)
            {
                OnPosition = _ =>
                {
                    if (++positions == 4)
                    {
                        enough.TrySetResult();
                    }
                },
            },
            cancel.Token));
        thread.Start();
        thread.Join();

        await Task.WhenAny(enough.Task, run!).WaitAsync(Limit, TestContext.Current.CancellationToken);

        Assert.False(run!.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task StartAsync_ParentDies_ProcessDies()
    {
        if (ProgramFinder.Find("setpriv") is null)
        {
            Assert.Skip("setpriv (util-linux) is not installed");
        }

        // A launcher's end is its thread's end, which for the kernel is the parent's death.
        var marker = $"orphan-{Environment.ProcessId}";
        var launcher = new ProcessLauncher();
        using var process = await launcher.StartAsync(Confinement.Confine(
            ProgramFinder.Find("ffmpeg")!, [.. Endless, "-metadata", "comment=" + marker], new EncodingOptions()));
        var reading = process.StandardError.BaseStream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        Assert.False(process.HasExited);

        launcher.Dispose();

        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.Equal(137, process.ExitCode);
        await reading;
    }

    [Fact]
    public void Confine_Environment_HoldsNoSecrets()
    {
        Environment.SetEnvironmentVariable("STREAMVERSE_TEST_SECRET", "hush");

        var info = Confinement.Confine("/usr/bin/ffmpeg", ["-i", "a b; rm -rf"], new EncodingOptions());

        Assert.False(info.Environment.ContainsKey("STREAMVERSE_TEST_SECRET"));
        Assert.Equal("a b; rm -rf", info.ArgumentList[^1]);
    }

    private static IToolRunner Runner(EncodingHost host) => host.Get<IToolRunner>();

    private static class ProcessTable
    {
        /// <summary>The one process among our children whose arguments hold a text.</summary>
        public static Process Single(string text) => Process.GetProcessesByName("ffmpeg").Single(process =>
            File.ReadAllText($"/proc/{process.Id}/cmdline").Contains(text, StringComparison.Ordinal));
    }
}
