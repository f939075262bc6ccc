using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Administration;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Tests.Clusters;
using StreamVerse.Grains.Tests.Transcoding;

namespace StreamVerse.Grains.Tests.Catalog;

/// <summary>Many titles that are encoded anew by one order, at most two at once.</summary>
public abstract class BulkEncodeContract(ClusterSource clusters) : GrainContract(clusters)
{
    private const int Titles = 5;

    [Fact]
    public async Task Start_SeveralTitles_EncodesAllOfThemAndNeverMoreThanTwoAtOnce()
    {
        var titles = await PublishedAsync(Titles);
        var grain = Cluster.Grains.GetGrain<IBulkEncodeGrain>(Guid.NewGuid());
        Assert.Equal(Titles, await grain.Count(Titled()));
        Assert.Equal(0, await grain.Count(Titled() with { EncodedBefore = DateTimeOffset.UnixEpoch }));
        Assert.Equal("bulk-encode-not-found", await RefusedAsync(grain.Get));

        var order = new NewBulkEncode(Titled());
        var begun = await grain.Start(order);
        Assert.Equal((Titles, BulkEncodeState.Running, WorkPriority.Backfill), (begun.Found, begun.State, begun.Priority));
        Assert.Equal(begun.RequestedAt, (await grain.Start(order)).RequestedAt);
        Assert.Equal("idempotency-key-reused", await RefusedAsync(() => grain.Start(order with { Priority = WorkPriority.Express })));
        var most = 0;
        await WorkUntilAsync(async () =>
        {
            var view = await grain.Get();
            most = Math.Max(most, view.Running);
            return view.State == BulkEncodeState.Done;
        });
        Assert.Equal(2, most);
        var done = await grain.Get();
        Assert.Equal((Titles, 0, 0, 0), (done.Done, done.Failed, done.Skipped, done.Running));
        Assert.NotNull(done.EndedAt);
        foreach (var title in titles)
        {
            Assert.Equal("2", (await title.GetPresentation())!.Version);
        }

        // They are of another time now.
        Assert.Equal(0, await grain.Count(Titled() with { EncodedBefore = begun.RequestedAt }));
    }

    [Fact]
    public async Task Start_TitlesThatCannot_ArePassedOverWithTheReason()
    {
        var titles = await PublishedAsync(2);
        await Track(titles[0], TrackKind.Audio, "fr").CreateAsync();
        var grain = Cluster.Grains.GetGrain<IBulkEncodeGrain>(Guid.NewGuid());
        await grain.Start(new NewBulkEncode(Titled()));
        await Eventually.HoldsAsync(async () => await grain.Get() is { Running: 1, Skipped: 1 }, "One is under way");
        var lease = await Worker.LeaseAsync();
        await Worker.Job(lease).Fail(lease.Id, new WorkFailure(WorkFailureKind.Source, "source-damaged", "The file is damaged.", "the log"));
        var view = await Eventually.BecomesAsync(grain.Get, view => view.State == BulkEncodeState.Done, "It is over");
        Assert.Equal((0, 1, 1), (view.Done, view.Failed, view.Skipped));
        Assert.Equal(
            [(titles[0].GetPrimaryKey().ToString("N"), "track-running", null), (titles[1].GetPrimaryKey().ToString("N"), "source-damaged", null)],
            view.Problems.Select(problem => (problem.TitleId, problem.Error.Code, problem.Error.Log)));
    }

    [Fact]
    public async Task Cancel_Running_CallsOffWhatIsUnderWayAndNothingElseBegins()
    {
        var titles = await PublishedAsync(3);
        var grain = Cluster.Grains.GetGrain<IBulkEncodeGrain>(Guid.NewGuid());
        await grain.Start(new NewBulkEncode(Titled()));
        await Eventually.HoldsAsync(async () => (await grain.Get()).Running == 2, "Two are under way");
        await grain.Cancel();
        var view = await Eventually.BecomesAsync(grain.Get, view => view.State == BulkEncodeState.Cancelled, "It is called off");
        Assert.Equal((0, 0, 2), (view.Running, view.Done, view.Skipped));
        foreach (var title in titles)
        {
            Assert.Null((await title.Get()).Encode);
        }

        await grain.Cancel();
    }

    [Fact]
    public async Task Sweep_GrainIsGone_GoesOn()
    {
        await PublishedAsync(3);
        var grain = Cluster.Grains.GetGrain<IBulkEncodeGrain>(Guid.NewGuid());
        await grain.Start(new NewBulkEncode(Titled()));
        await Eventually.HoldsAsync(async () => (await grain.Get()).Running == 2, "Two are under way");
        await Cluster.Silos.DeactivateAsync(grain);
        await Cluster.Grains.GetGrain<ISweeperGrain>(Region.Here).Start();
        await WorkUntilAsync(async () => (await grain.Get()).State == BulkEncodeState.Done);
        Assert.Equal(3, (await grain.Get()).Done);
    }

    private static async Task<string> RefusedAsync(Func<Task> call) => (await Assert.ThrowsAsync<DomainException>(call)).Code;

    private BulkEncodeQuery Titled() => new(null, OrgId);

    private async Task<IReadOnlyList<ITitleGrain>> PublishedAsync(int count)
    {
        List<ITitleGrain> titles = [];
        for (var index = 0; index < count; index++)
        {
            titles.Add(await NewTitleAsync());
        }

        await WorkUntilAsync(async () => (await Task.WhenAll(titles.Select(title => title.Get()))).All(view => view.State == TitleState.Published));
        return [.. titles.OrderBy(title => title.GetPrimaryKey().ToString("N"), StringComparer.Ordinal)];
    }

    private async Task WorkUntilAsync(Func<Task<bool>> holds)
    {
        ScriptedWorker worker = new(Cluster.Grains) { Source = SampleSources.Silent };
        await Eventually.HoldsAsync(
            async () =>
            {
                if (await worker.TryLeaseAsync() is { } lease)
                {
                    await worker.CompleteAsync(lease);
                }

                return await holds();
            },
            "The work is done");
    }
}
