using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Catalog;
using StreamVerse.Grains.Tests.Catalog;
using StreamVerse.Grains.Tests.Transcoding;
using StreamVerse.Grains.Transcoding;
using StreamVerse.Media.Presentations;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Grains.Tests.Clusters;

/// <summary>What the grains must do on every database; each class of tests has a cluster of its own.</summary>
/// <param name="clusters">Starts the cluster.</param>
public abstract class GrainContract(ClusterSource clusters) : IAsyncLifetime
{
    /// <summary>A tenant of this test's own, so that tests of one cluster do not see each other's quota and lists.</summary>
    protected Guid OrgId { get; } = Guid.NewGuid();

    private protected GrainCluster Cluster { get; private set; } = null!;

    private protected ScriptedWorker Worker { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Cluster = await clusters.GetAsync();
        Worker = new ScriptedWorker(Cluster.Grains);
    }

    public async ValueTask DisposeAsync()
    {
        // A test that was skipped never had a cluster.
        if (Cluster is not null)
        {
            Cluster.Faults.Clear();
            await CleanUpAsync();
        }

        GC.SuppressFinalize(this);
    }

    private protected Uploader NewUpload(long length = 1000) => new(Cluster, OrgId, length);

    private protected async Task<ITitleGrain> NewTitleAsync(WorkPriority priority = WorkPriority.Standard) =>
        await new Uploader(Cluster, OrgId) { Priority = priority }.UploadAsync();

    private protected async Task<TitleView> BecomesAsync(ITitleGrain title, TitleState state)
    {
        try
        {
            return await Eventually.BecomesAsync(title.Get, view => view.State == state, $"The title is {state}");
        }
        catch (Xunit.Sdk.XunitException exception)
        {
            Assert.Fail($"{exception.Message} It lives at {(await Cluster.SiloOfAsync(title))?.ToString() ?? "no silo"}, its silos are {string.Join(", ", Cluster.Silos.GetActiveSilos())}. {Cluster.Complaints}");
            throw;
        }
    }

    private protected static Task<TitleView> BecomesAsync(ITitleGrain title, Func<TitleView, bool> wanted) => Eventually.BecomesAsync(title.Get, wanted, "The title is as wanted");

    /// <summary>A title of three chunks, one audio and one subtitle track that is published.</summary>
    private protected async Task<ITitleGrain> PublishedTitleAsync()
    {
        var title = await NewTitleAsync();
        await Worker.DoAllAsync(6);
        await BecomesAsync(title, TitleState.Published);
        return title;
    }

    private protected Uploader Track(ITitleGrain title, TrackKind kind, string language) =>
        new(Cluster, OrgId) { Track = new TrackRequest(title.GetPrimaryKey(), kind, language, null) };

    private protected async Task<Presentation> StoredFactsAsync(ITitleGrain title, string version = "1")
    {
        await using var stored = await Cluster.Objects.OpenReadAsync(new ObjectKey(Buckets.TranscodedProfiles, $"{OutputPaths.OfVersion(title.GetPrimaryKey(), version)}/{PresentationPaths.Facts}"), null, Cancellation);
        return (await JsonSerializer.DeserializeAsync<Presentation>(stored!.Content, JsonSerializerOptions.Web, Cancellation))!;
    }

    private protected async Task StoreAsync(ITitleGrain title, string file, string version = "1")
    {
        using MemoryStream content = new([1, 2, 3]);
        await Cluster.Objects.PutAsync(new ObjectKey(Buckets.TranscodedProfiles, $"{OutputPaths.OfVersion(title.GetPrimaryKey(), version)}/{file}"), content, new PutOptions("video/mp4"), Cancellation);
    }

    private protected RowQuery Mine => new() { Equal = new Dictionary<string, object?> { ["org_id"] = OrgId } };

    private protected async Task<int> CountRowsAsync<TState>()
        where TState : class => (await Cluster.Rows.ListAsync<TState>(Mine, Cancellation)).Rows.Count;

    private protected async Task<int> CountObjectsAsync(string bucket, string prefix)
    {
        var count = 0;
        await foreach (var found in Cluster.Objects.ListAsync(bucket, prefix, Cancellation))
        {
            Assert.StartsWith(prefix, found.Key.Path, StringComparison.Ordinal);
            count++;
        }

        return count;
    }

    /// <summary>What happened to a title, in order, whether its consumers know already or not.</summary>
    private protected async Task<IReadOnlyList<string>> EventsOfAsync(ITitleGrain title)
    {
        var store = Cluster.Silos.GetActiveSilos().First().ServiceProvider.GetRequiredService<IRelationalStore>();
        return await store.QueryAsync(
            $"SELECT type FROM {store.Dialect.Table("platform", "outbox")} WHERE entity_id = $1 ORDER BY sequence",
            [title.GetPrimaryKey().ToString("N")],
            static row => row.GetString(0),
            Cancellation);
    }

    /// <summary>This test's jobs are gone, so that the fleet gives out only the next one's work, whatever leases run out by then.</summary>
    private async Task CleanUpAsync()
    {
        var mine = new RowQuery { Equal = new Dictionary<string, object?> { ["org_id"] = OrgId }, Limit = RowQuery.MaxLimit };
        foreach (var upload in (await Cluster.Rows.ListAsync<UploadRecord>(mine, Cancellation)).Rows)
        {
            await Cluster.Grains.GetGrain<IUploadGrain>(Guid.Parse(upload.Id)).Abandon();
        }

        // A title's upload may just be telling it that the source is there. Once it is deleted it begins no job any more.
        foreach (var title in (await Cluster.Rows.ListAsync<TitleRecord>(mine, Cancellation)).Rows.Where(static title => title.State.State != TitleState.Deleted))
        {
            await Cluster.Grains.GetGrain<ITitleGrain>(Guid.Parse(title.Id)).Delete();
        }

        foreach (var job in (await Cluster.Rows.ListAsync<JobRecord>(mine, Cancellation)).Rows)
        {
            await Cluster.Grains.GetGrain<ITranscodeJobGrain>(Guid.Parse(job.Id)).Cancel();
        }
    }
}
