using StreamVerse.Cluster.Processes;
using StreamVerse.Cluster.Programs;
using StreamVerse.Testing;

namespace StreamVerse.Cluster.Tests.Programs;

public sealed class MemberListTests : IAsyncDisposable
{
    private readonly TempFolder _temp = new();
    private readonly IDisposable _hold;
    private readonly ChildHouse _house;
    private readonly MemberList _members = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public MemberListTests()
    {
        var folder = new ClusterFolder(_temp.File("data"));
        _hold = folder.Hold();
        _house = new ChildHouse(folder, TimeProvider.System, static _ => { });
    }

    [Fact]
    public async Task Grow_ALaterOneCannotBeStarted_ThoseBeforeItAreKnown()
    {
        await Assert.ThrowsAsync<IOException>(() => _members.GrowAsync(3, (number, token) => number < 3 ? StartAsync(number, token) : Task.FromException<Member>(new IOException("There is no credential.")), Cancellation));
        Assert.Equal(["worker-1", "worker-2"], _members.All.Select(static member => member.Child.Name));

        await _members.GrowAsync(3, StartAsync, Cancellation);
        Assert.Equal([1, 2, 3], _members.All.Select(static member => member.Number));
    }

    [Fact]
    public async Task Grow_EverythingEnds_StartsNoMore()
    {
        using CancellationTokenSource ending = new();
        await Assert.ThrowsAsync<OperationCanceledException>(() => _members.GrowAsync(
            3,
            async (number, token) =>
            {
                var member = await StartAsync(number, token);
                await ending.CancelAsync();
                return member;
            },
            ending.Token));
        Assert.Equal(["worker-1"], _members.All.Select(static member => member.Child.Name));
    }

    [Fact]
    public async Task Shrink_ToFewer_EndsTheLatest()
    {
        await _members.GrowAsync(3, StartAsync, Cancellation);
        var before = _members.All;
        List<string> ended = [];
        await _members.ShrinkAsync(1, member => ended.Add(member.Child.Name));
        Assert.Equal(["worker-2", "worker-3"], ended);
        Assert.Equal([before[0]], _members.All);
        Assert.Equal([ChildState.Running, ChildState.Stopped, ChildState.Stopped], before.Select(static member => member.Child.State));
    }

    [Fact]
    public async Task Shrink_OneFailsToEnd_NobodyEndsTwice()
    {
        await _members.GrowAsync(2, StartAsync, Cancellation);
        await using var second = _members.All[1].Child;
        await Assert.ThrowsAsync<IOException>(() => _members.ShrinkAsync(1, static _ => throw new IOException("Nobody listens.")));
        Assert.Equal(["worker-1"], _members.All.Select(static member => member.Child.Name));
    }

    public async ValueTask DisposeAsync()
    {
        await _members.ShrinkAsync(0, static _ => { });
        _house.Dispose();
        _hold.Dispose();
        _temp.Dispose();
    }

    private async Task<Member> StartAsync(int number, CancellationToken cancellationToken)
    {
        ChildDefinition definition = new($"worker-{number}", "sh", ["-c", "exec sleep 600"]);
        Child child = new(definition, _house);
        await child.StartAsync();
        return new Member(number, child, new Uri("http://127.0.0.1:1"), () => definition);
    }
}
