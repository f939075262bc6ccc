using StreamVerse.Cluster.Control;
using StreamVerse.Cluster.Processes;
using StreamVerse.Cluster.Programs;
using StreamVerse.Testing;

namespace StreamVerse.Cluster.Tests.Programs;

public sealed class RollingRestartTests : IAsyncDisposable
{
    private readonly TempFolder _temp = new();
    private readonly IDisposable _hold;
    private readonly ChildHouse _house;
    private readonly List<Member> _members = [];

    public RollingRestartTests()
    {
        var folder = new ClusterFolder(_temp.File("data"));
        _hold = folder.Hold();
        _house = new ChildHouse(folder, TimeProvider.System, static _ => { });
    }

    [Fact(Timeout = 30_000)]
    public async Task Run_SiloIsReadyAndNotYetActive_WaitsBeforeTheNextIsTouched()
    {
        await StartAsync("silo-1", "silo-2");
        var second = _members[1].Child.Process;
        var looks = 0;
        var steps = await RunAsync(
            member =>
            {
                looks++;
                Assert.True(looks > 2 || _members[1].Child.Process == second, "The second was touched before the first was active.");
                return Silo(member, MemberHealth.Ready, looks > 1 ? "active" : "joining");
            },
            TimeSpan.FromSeconds(20),
            TestContext.Current.CancellationToken);
        Assert.Equal(
            ["Ending silo-1", "silo-1 has ended", "silo-1 is ready", "Ending silo-2", "silo-2 has ended", "silo-2 is ready"],
            steps.Select(static step => step.Line.StartsWith("Ending", StringComparison.Ordinal) ? step.Line[..13] : string.Join(' ', step.Line.Split(' ').Take(3))));
        Assert.Equal([1, 1], _members.Select(static member => member.Child.Restarts));
        Assert.Equal(3, looks);
    }

    [Fact(Timeout = 30_000)]
    public async Task Run_OneDoesNotBecomeReady_LeavesTheRestAlone()
    {
        await StartAsync("gateway-1", "gateway-2");
        var steps = await RunAsync(static member => new ProgramStatusEntry(member.Child.Name, member.Url, 1, "not-ready", 1, 1, 1, ["No silo answers."]), TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
        Assert.Equal([false, false, true], steps.Select(static step => step.IsFault));
        Assert.Contains("No silo answers.", steps[^1].Line, StringComparison.Ordinal);
        Assert.Equal([1, 0], _members.Select(static member => member.Child.Restarts));
    }

    [Fact(Timeout = 30_000)]
    public async Task Run_TheNewOneDiesAgainAndAgain_GivesUpLongBeforeItsTime()
    {
        var once = _temp.File("once");
        await StartAsync(new ChildDefinition("silo-1", "sh", ["-c", $"[ -e {once} ] && exit 69; echo >{once}; exec sleep 600"]));
        while (!File.Exists(once))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        var steps = await RunAsync(static member => Silo(member, "restarting", "dead"), TimeSpan.FromMinutes(10), TestContext.Current.CancellationToken);
        Assert.True(steps[^1].IsFault);
        Assert.Contains("has died 3 times", steps[^1].Line, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members)
        {
            await member.Child.DisposeAsync();
        }

        _house.Dispose();
        _hold.Dispose();
        _temp.Dispose();
    }

    private static SiloStatusEntry Silo(Member member, string state, string membership) => new(member.Child.Name, "127.0.0.1:1", 1, state, membership, 1, 1, 1, []);

    private Task StartAsync(params string[] names) => StartAsync([.. names.Select(static name => new ChildDefinition(name, "sleep", ["600"]))]);

    private async Task StartAsync(params ChildDefinition[] definitions)
    {
        foreach (var definition in definitions)
        {
            var child = new Child(definition, _house);
            await child.StartAsync();
            _members.Add(new Member(_members.Count + 1, child, new Uri("http://127.0.0.1:1"), () => definition));
        }
    }

    private async Task<List<RestartStep>> RunAsync(Func<Member, ProcessStatus> look, TimeSpan patience, CancellationToken cancellationToken)
    {
        var steps = new List<RestartStep>();
        await foreach (var step in new RollingRestart((member, _) => Task.FromResult(look(member)), patience, TimeProvider.System).RunAsync(_members, cancellationToken))
        {
            steps.Add(step);
        }

        return steps;
    }
}
