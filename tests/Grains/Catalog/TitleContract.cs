using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Catalog;

/// <summary>Titles as clients see them: views, watches, lists, and the tenant's room.</summary>
public abstract class TitleContract(ClusterSource clusters) : GrainContract(clusters)
{
    [Fact]
    public async Task Create_Twice_ChangesNothing()
    {
        var title = Cluster.Grains.GetGrain<ITitleGrain>(Guid.NewGuid());
        await title.Create(New("First"));
        await title.Create(New("Second"));
        var view = await title.Get();
        Assert.Equal(("First", TitleState.Uploaded, 0d), (view.Title, view.State, view.Progress));
        Assert.Equal(["title.created"], await EventsOfAsync(title));
    }

    [Fact]
    public async Task Title_Unknown_IsNotFound()
    {
        var title = Cluster.Grains.GetGrain<ITitleGrain>(Guid.NewGuid());
        foreach (var call in (Func<Task>[])[title.Get, title.GetPresentation, title.Retry, title.Delete, async () => await title.Watch(Cancellation).GetAsyncEnumerator(Cancellation).MoveNextAsync()])
        {
            Assert.Equal("title-not-found", (await Assert.ThrowsAsync<DomainException>(call)).Code);
        }
    }

    [Fact]
    public async Task Create_RowCannotBeWritten_NothingIsRemembered()
    {
        var title = Cluster.Grains.GetGrain<ITitleGrain>(Guid.NewGuid());
        Cluster.Faults.Fail("WriteStateAsync", 1, title);
        Assert.Equal("store-unavailable", (await Assert.ThrowsAsync<DomainException>(() => title.Create(New("A")))).Code);
        Assert.Equal("title-not-found", (await Assert.ThrowsAsync<DomainException>(title.Get)).Code);
        await title.Create(New("B"));
        Assert.Equal("B", (await title.Get()).Title);
        Assert.Equal(["title.created"], await EventsOfAsync(title));
    }

    [Fact]
    public async Task Delete_RowCannotBeWritten_TitleIsStillThere()
    {
        var title = Cluster.Grains.GetGrain<ITitleGrain>(Guid.NewGuid());
        await title.Create(New("A"));
        Cluster.Faults.Fail("WriteStateAsync", 1, title);
        Assert.Equal("store-unavailable", (await Assert.ThrowsAsync<DomainException>(title.Delete)).Code);
        Assert.Equal("A", (await title.Get()).Title);
    }

    [Fact]
    public async Task ReportJob_RowCannotBeWritten_NextReportIsTaken()
    {
        var title = await NewTitleAsync();
        await BecomesAsync(title, TitleState.Inspecting);
        var lease = await Worker.LeaseAsync();
        Cluster.Faults.Fail("WriteStateAsync", 0);
        await Worker.CompleteAsync(lease);
        await Worker.DoAllAsync(4);
        var last = await Worker.LeaseAsync();
        using (var hold = Cluster.Faults.HoldBack("PutAsync"))
        {
            await Worker.CompleteAsync(last);
            await hold.Arrived;

            // The job writes first, then the title: one failure hits the job, the other the title.
            Cluster.Faults.Fail("WriteStateAsync", 1);
        }

        await Eventually.HoldsAsync(
            async () =>
            {
                await title.Resume();
                return (await title.Get()).State == TitleState.Published;
            },
            "It is published after all");
        Assert.Equal(["title.created", "title.published"], await EventsOfAsync(title));
    }

    [Fact]
    public async Task ReportJob_OfAnotherJob_IsIgnored()
    {
        var title = await NewTitleAsync();
        await title.ReportJob(new JobReport(Guid.NewGuid(), JobPhase.Failed, 0, null, null, null, null, null, [], new TitleError("x", "y")));
        Assert.NotEqual(TitleState.Failed, (await title.Get()).State);
    }

    [Fact]
    public async Task Watch_SeveralWatchers_AllSeeTheNewestAndTheEnd()
    {
        var title = await NewTitleAsync();
        var watches = Enumerable.Range(0, 5).Select(_ => CollectAsync(title)).ToArray();
        await Worker.DoAllAsync(6);
        await BecomesAsync(title, TitleState.Published);
        var newest = await title.Get();
        await Eventually.HoldsAsync(() => Task.FromResult(watches.All(watch => watch.Views is [.., var last] && last.Revision == newest.Revision)), "All have seen the newest state");
        await title.Delete();
        foreach (var watch in watches)
        {
            await watch.Ended.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
            Assert.Equal(watch.Views.Select(view => view.Revision).Distinct().Order(), watch.Views.Select(view => view.Revision));
            Assert.Equal(TitleState.Published, watch.Views[^1].State);
        }
    }

    [Fact]
    public async Task Watch_CallerStops_TitleGoesOn()
    {
        var title = await NewTitleAsync();
        await foreach (var view in title.Watch(Cancellation))
        {
            Assert.Equal(title.GetPrimaryKey().ToString("N"), view.Id);
            break;
        }

        await Worker.DoAllAsync(6);
        await BecomesAsync(title, TitleState.Published);
    }

    [Fact]
    public async Task WaitForChange_KnownOrNot_AnswersWhenThereIsSomethingNew()
    {
        var title = Cluster.Grains.GetGrain<ITitleGrain>(Guid.NewGuid());
        await title.Create(New("Holiday"));
        var first = await title.WaitForChange(0, Cancellation);
        Assert.NotNull(first);
        Assert.Equal((await title.Get()).Revision, first.Revision);
        Assert.Null(await title.WaitForChange(first.Revision, Cancellation));

        var waiting = title.WaitForChange(first.Revision, Cancellation);
        await title.SourceFailed(new TitleError("broken", "It is broken."));
        Assert.Equal("broken", (await waiting)?.Error?.Code);
        await title.SourceFailed(new TitleError("gone", "It is gone."));
        var third = await title.WaitForChange(first.Revision, Cancellation);
        Assert.Equal("gone", third?.Error?.Code);

        await title.Delete();
        Assert.Equal("title-not-found", (await Assert.ThrowsAsync<DomainException>(() => title.WaitForChange(third!.Revision, Cancellation))).Code);
    }

    [Fact]
    public async Task WaitForChange_TitleIsDeletedMeanwhile_IsToldSo()
    {
        var title = Cluster.Grains.GetGrain<ITitleGrain>(Guid.NewGuid());
        await title.Create(New("Holiday"));
        var waiting = title.WaitForChange((await title.Get()).Revision, Cancellation);
        await title.Delete();
        Assert.Equal("title-not-found", (await Assert.ThrowsAsync<DomainException>(() => waiting)).Code);
    }

    [Fact]
    public async Task WaitForChange_WhileAChangeIsBeingStored_TellsWhatIsStored()
    {
        var title = Cluster.Grains.GetGrain<ITitleGrain>(Guid.NewGuid());
        await title.Create(New("Holiday"));
        var first = await title.Get();
        Task failing;
        using (var hold = Cluster.Faults.HoldBack("WriteStateAsync", title))
        {
            failing = title.SourceFailed(new TitleError("broken", "It is broken."));
            await hold.Arrived;
            Assert.Equal((TitleState.Uploaded, first.Revision), (await title.WaitForChange(0, Cancellation)) is { } view ? (view.State, view.Revision) : default);
        }

        await failing;
        Assert.Equal(TitleState.Failed, (await title.WaitForChange(first.Revision, Cancellation))?.State);
    }

    [Fact]
    public async Task WaitForChange_AChangeCannotBeStored_NobodyIsToldAndNobodyKeepsTheTitleWaiting()
    {
        var title = Cluster.Grains.GetGrain<ITitleGrain>(Guid.NewGuid());
        await title.Create(New("Holiday"));
        var first = await title.Get();
        var waiting = title.WaitForChange(first.Revision, Cancellation);
        Cluster.Faults.Fail("WriteStateAsync", 1, title);
        await Assert.ThrowsAsync<DomainException>(() => title.SourceFailed(new TitleError("broken", "It is broken.")));

        // Nothing, or where it came when the activation was over, the title as it is stored.
        Assert.True(await waiting is null or { State: TitleState.Uploaded });
        Assert.Equal(TitleState.Uploaded, (await title.WaitForChange(first.Revision, Cancellation))?.State);
    }

    [Fact]
    public async Task List_DeletedAmongThem_PagesGoOnWithoutThem()
    {
        List<ITitleGrain> titles = [];
        for (var index = 0; index < 7; index++)
        {
            var title = Cluster.Grains.GetGrain<ITitleGrain>(Guid.NewGuid());
            await title.Create(New($"Title {index}"));
            titles.Add(title);
            Cluster.Clock.Leap(TimeSpan.FromSeconds(1));
        }

        foreach (var deleted in (int[])[6, 5, 2])
        {
            await titles[deleted].Delete();
        }

        var list = Cluster.Grains.GetGrain<ITitleListGrain>(OrgId);
        List<string> seen = [];
        string? cursor = null;
        var pages = 0;
        do
        {
            var page = await list.List(2, cursor);
            Assert.True(page.Items.Length <= 2);
            seen.AddRange(page.Items.Select(view => view.Title));
            cursor = page.NextCursor;
        }
        while (cursor is not null && ++pages < 10);

        Assert.Equal(["Title 4", "Title 3", "Title 1", "Title 0"], seen);
    }

    [Theory]
    [InlineData(0, null, "limit-invalid")]
    [InlineData(201, null, "limit-invalid")]
    [InlineData(10, "not-a-cursor", "cursor-invalid")]
    public async Task List_BadRequest_IsRefused(int limit, string? cursor, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<DomainException>(() => Cluster.Grains.GetGrain<ITitleListGrain>(OrgId).List(limit, cursor))).Code);

    private static Watching CollectAsync(ITitleGrain title)
    {
        Watching watching = new();
        watching.Ended = RunAsync();
        return watching;

        async Task RunAsync()
        {
            await foreach (var view in title.Watch(Cancellation))
            {
                watching.Add(view);
            }
        }
    }

    private NewTitle New(string name)
    {
        var id = Guid.NewGuid();
        return new NewTitle(OrgId, name, "a.mp4", id, $"sources/{id:N}", 100);
    }

    private sealed class Watching
    {
        private readonly Lock _lock = new();
        private readonly List<TitleView> _views = [];

        public Task Ended { get; set; } = Task.CompletedTask;

        public IReadOnlyList<TitleView> Views
        {
            get
            {
                lock (_lock)
                {
                    return [.. _views];
                }
            }
        }

        public void Add(TitleView view)
        {
            lock (_lock)
            {
                _views.Add(view);
            }
        }
    }
}
