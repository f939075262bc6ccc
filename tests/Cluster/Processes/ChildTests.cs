using System.Collections.Concurrent;
using StreamVerse.Cluster.Processes;
using StreamVerse.Testing;

namespace StreamVerse.Cluster.Tests.Processes;

public sealed class ChildTests : IDisposable
{
    /// <summary>The kernel starts no process with a variable of more than 128 KiB.</summary>
    private static readonly string TooLong = new('x', 200_000);

    private readonly TempFolder _temp = new();
    private readonly ConcurrentQueue<string> _said = new();
    private readonly ClusterFolder _folder;
    private readonly IDisposable _hold;
    private readonly ChildHouse _house;

    public ChildTests()
    {
        _folder = new ClusterFolder(_temp.File("data"));
        _hold = _folder.Hold();
        _house = new ChildHouse(_folder, TimeProvider.System, _said.Enqueue);
    }

    [Fact(Timeout = 30_000)]
    public async Task Start_ProcessIsKilled_StartsAnotherAndSaysSo()
    {
        await using var child = new Child(new ChildDefinition("sleeper", "sh", ["-c", "echo last words; sleep 600 & wait"]), _house);
        await child.StartAsync();
        var first = child.Process!;
        Signals.Send(first, Signals.Kill);
        var second = await UntilAsync(() => child.Process, process => process is not null && process != first, TestContext.Current.CancellationToken);
        Assert.NotEqual(first, second);
        Assert.Equal(1, child.Restarts);
        Assert.Contains(_said, line => line.Contains("sleeper was killed (SIGKILL)", StringComparison.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task Start_ProcessDiesAtOnce_ItsLastLinesAreSaid()
    {
        await using var child = new Child(new ChildDefinition("hasty", "sh", ["-c", "seq 1 9; echo no such key >&2; exit 3"]), _house);
        await child.StartAsync();
        var said = await UntilAsync(() => _said.FirstOrDefault(static line => line.Contains("hasty", StringComparison.Ordinal)), static line => line is not null, TestContext.Current.CancellationToken);
        Assert.Contains("hasty| no such key", said, StringComparison.Ordinal);
        Assert.Contains("hasty| 9", said, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Start_NothingCanBeWritten_KeepsItRunningAndSaysSo()
    {
        Directory.Delete(_folder.RunPath, recursive: true);
        Directory.Delete(_folder.LogPath, recursive: true);
        await using var child = new Child(new ChildDefinition("sleeper", "sh", ["-c", "echo last words; sleep 600 & wait"]), _house);
        await child.StartAsync();
        for (var death = 1; death <= 2; death++)
        {
            var process = await UntilAsync(() => child.Process, process => process is not null && child.Restarts == death - 1, TestContext.Current.CancellationToken);
            Signals.Send(process!, Signals.Kill);
            await UntilAsync(() => child.Restarts, restarts => restarts == death, TestContext.Current.CancellationToken);
        }

        Assert.Contains(_said, line => line.StartsWith("Which process sleeper is cannot be written down:", StringComparison.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task Start_WhatIsSaidCannotBeWritten_KeepsItRunning()
    {
        await using var full = new StreamWriter(new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)) { AutoFlush = true };
        using Announcer announcer = new(full);
        using var house = new ChildHouse(_folder, TimeProvider.System, announcer.Say);
        await using var child = new Child(new ChildDefinition("sleeper", "sleep", ["600"]), house);
        await child.StartAsync();
        var first = child.Process!;
        Signals.Send(first, Signals.Kill);
        await UntilAsync(() => child.Process, process => process is not null && process != first, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 30_000)]
    public async Task Start_IsToStepBack_ItsWholeSessionDoes()
    {
        const string Group = "/proc/self/autogroup";
        Assert.SkipUnless(File.Exists(Group) && (await File.ReadAllTextAsync(Group, TestContext.Current.CancellationToken)).Contains("nice", StringComparison.Ordinal), "The kernel does not share processors out by session.");
        await using var child = new Child(new ChildDefinition("polite", "sh", ["-c", $"cat {Group}; sleep 600 & wait"]) { Niceness = 7 }, _house);
        await child.StartAsync();
        var log = Path.Combine(_folder.LogPath, "polite.log");
        await UntilAsync(() => File.Exists(log) && File.ReadAllText(log).Contains("nice 7", StringComparison.Ordinal), static said => said, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 30_000)]
    public async Task Stop_IgnoresTheSignal_IsKilledAfterItsGrace()
    {
        var child = new Child(new ChildDefinition("stubborn", "sh", ["-c", "trap '' TERM; echo ready; while :; do sleep 1; done"]) { Grace = TimeSpan.FromMilliseconds(300) }, _house);
        await child.StartAsync();
        await UntilAsync(() => File.Exists(Path.Combine(_folder.LogPath, "stubborn.log")), found => found, TestContext.Current.CancellationToken);
        var process = child.Process!;
        await child.DisposeAsync();
        Assert.False(process.IsAlive);
        Assert.Equal(ChildState.Stopped, child.State);
        Assert.Contains(_said, line => line.Contains("is killed", StringComparison.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task Stop_IgnoresTheSignal_IsKilledBeforePeopleAreTold()
    {
        Child? child = null;
        var wasKilled = false;
        using var house = new ChildHouse(_folder, TimeProvider.System, _ => wasKilled = SpinWait.SpinUntil(() => child?.Process is not { IsAlive: true }, TimeSpan.FromSeconds(5)));
        child = new Child(new ChildDefinition("stubborn", "sh", ["-c", "trap '' TERM; echo ready; while :; do sleep 1; done"]) { Grace = TimeSpan.FromMilliseconds(100) }, house);
        await child.StartAsync();
        await UntilAsync(() => File.Exists(Path.Combine(_folder.LogPath, "stubborn.log")), found => found, TestContext.Current.CancellationToken);
        await child.DisposeAsync();
        Assert.True(wasKilled);
    }

    [Fact(Timeout = 30_000)]
    public async Task Start_ProgramIsNotThere_EndsWithItsReasonAndWaitsLonger()
    {
        await using var child = new Child(new ChildDefinition("nobody", "/there/is/no/such/program", []), _house);
        await child.StartAsync();
        await UntilAsync(() => child.Restarts, restarts => restarts >= 2, TestContext.Current.CancellationToken);
        Assert.Contains(_said, line => line.Contains("nobody ended with exit code", StringComparison.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task Restart_ProcessRuns_EndsItGracefullyAndRunsTheNextWithoutAPause()
    {
        var note = _temp.File("ended");
        var next = new ChildDefinition("polite", "sleep", ["600"]);
        await using var child = new Child(next with { Program = "sh", Arguments = ["-c", $"trap 'echo ended >>{note}; exit' TERM; echo ready; while :; do sleep 0.05; done"] }, _house);
        await child.StartAsync();
        await UntilAsync(() => File.Exists(Path.Combine(_folder.LogPath, "polite.log")), found => found, TestContext.Current.CancellationToken);
        var first = child.Process!;
        await child.RestartAsync(next);
        Assert.False(first.IsAlive);
        Assert.NotEqual(first, child.Process);
        Assert.True(File.Exists(note));

        // Once what starts it has made way for it.
        await UntilAsync(() => File.ReadAllText($"/proc/{child.Process!.Id}/cmdline"), line => line == "sleep\0600\0", TestContext.Current.CancellationToken);
        Assert.Equal((ChildState.Running, 1), (child.State, child.Restarts));
        Assert.Empty(_said);
    }

    [Fact(Timeout = 30_000)]
    public async Task Restart_AProcessOfTheOldKindIsJustBeingStarted_RunsOneOfTheNew()
    {
        HookedEnvironment environment = new();
        ChildDefinition old = new("late", "sleep", ["600"]) { Environment = environment };
        await using var child = new Child(old, _house);
        await child.StartAsync();
        Task? restarted = null;
        environment.Hook = () => restarted ??= child.RestartAsync(old with { Arguments = ["700"], Environment = new Dictionary<string, string>() });
        Signals.Send(child.Process!, Signals.Kill);
        await (await UntilAsync(() => restarted, task => task is not null, TestContext.Current.CancellationToken))!;
        await UntilAsync(() => CommandLineOf(child), line => line.StartsWith("sleep\0", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Equal("sleep\0700\0", CommandLineOf(child));
    }

    [Fact(Timeout = 30_000)]
    public async Task Restart_CannotBeStartedForAWhile_IsTriedAgain()
    {
        ConcurrentDictionary<string, string> environment = new() { ["TOO_LONG"] = TooLong };
        ChildDefinition definition = new("unlucky", "sleep", ["600"]);
        await using var child = new Child(definition, _house);
        await child.StartAsync();
        var fault = await Assert.ThrowsAsync<IOException>(() => child.RestartAsync(definition with { Environment = environment }));
        Assert.Contains("unlucky cannot be started", fault.Message, StringComparison.Ordinal);
        await UntilAsync(() => child.State, static state => state == ChildState.Restarting, TestContext.Current.CancellationToken);
        environment.Clear();
        await UntilAsync(() => child.State, static state => state == ChildState.Running, TestContext.Current.CancellationToken);
        await child.RestartAsync(definition);
        Assert.Equal(ChildState.Running, child.State);
    }

    [Fact]
    public async Task Stop_CouldNotBeStartedAgain_EndsItsTries()
    {
        ChildDefinition definition = new("unlucky", "sleep", ["600"]);
        var child = new Child(definition, _house);
        await child.StartAsync();
        await Assert.ThrowsAsync<IOException>(() => child.RestartAsync(definition with { Environment = new Dictionary<string, string> { ["TOO_LONG"] = TooLong } }));
        await child.DisposeAsync();
        Assert.Equal(ChildState.Stopped, child.State);
    }

    [Fact]
    public async Task Stop_CouldNotBeStartedAtAll_Returns()
    {
        var child = new Child(new ChildDefinition("unlucky", "sleep", ["600"]) { Environment = new Dictionary<string, string> { ["TOO_LONG"] = TooLong } }, _house);
        await Assert.ThrowsAsync<IOException>(child.StartAsync);
        await child.DisposeAsync();
        Assert.Equal(ChildState.Stopped, child.State);
    }

    [Fact(Timeout = 20_000)]
    public async Task Restart_WaitsToBeStartedAgain_StartsAtOnce()
    {
        // Six deaths in a row make the next pause 16 s long.
        var deaths = _temp.File("deaths");
        var definition = new ChildDefinition("unsteady", "sh", ["-c", $"echo >>{deaths}; [ $(wc -l <{deaths}) -gt 6 ] && exec sleep 600; exit 1"]);
        await using var child = new Child(definition, _house);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await child.StartAsync();
        for (var death = 1; death <= 6; death++)
        {
            await UntilAsync(() => (child.Restarts, child.State), now => now == (death, ChildState.Restarting), TestContext.Current.CancellationToken);
            await child.RestartAsync(definition);
        }

        Assert.Equal(ChildState.Running, child.State);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    [Fact(Timeout = 30_000)]
    public async Task End_ProcessesOfASupervisorThatIsGone_AreEndedOnce()
    {
        var child = new Child(new ChildDefinition("orphan", "sleep", ["600"]), _house);
        await child.StartAsync();
        var process = child.Process!;
        var note = PidFile.PathOf(_folder, "other");
        PidFile.Write(note, process, Signals.Terminate);
        Assert.Equal((process, Signals.Terminate), PidFile.Read(note));
        PidFile.Write(PidFile.PathOf(_folder, "stranger"), process with { StartTicks = process.StartTicks + 1 }, Signals.Terminate);
        Assert.NotEqual(0, await Leftovers.EndAsync(_folder, TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.False(process.IsAlive);
        Assert.Empty(PidFile.All(_folder));
        await child.DisposeAsync();
    }

    public void Dispose()
    {
        _house.Dispose();
        _hold.Dispose();
        _temp.Dispose();
    }

    /// <summary>What its process was started as; nothing while there is none.</summary>
    private static string CommandLineOf(Child child) => child.Process is { IsAlive: true } process ? File.ReadAllText($"/proc/{process.Id}/cmdline") : "";

    private static async Task<T> UntilAsync<T>(Func<T> look, Func<T, bool> wanted, CancellationToken cancellationToken)
    {
        T found;
        while (!wanted(found = look()))
        {
            await Task.Delay(20, cancellationToken);
        }

        return found;
    }
}
