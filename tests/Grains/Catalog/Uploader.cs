using System.Globalization;
using System.Security.Cryptography;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Tests.Clusters;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Grains.Tests.Catalog;

/// <summary>Uploads as the gateway does it, without HTTP.</summary>
internal sealed class Uploader(GrainCluster cluster, Guid orgId, long length = 1000)
{
    public Guid Id { get; } = Guid.NewGuid();

    public IUploadGrain Grain => cluster.Grains.GetGrain<IUploadGrain>(Id);

    /// <summary>The track that it is, if any.</summary>
    public TrackRequest? Track { get; init; }

    /// <summary>How soon the title is wanted.</summary>
    public WorkPriority Priority { get; init; }

    /// <summary>The length that is declared, where it is another than the content's.</summary>
    public long? DeclaredLength { get; init; }

    public byte[] Content { get; } = RandomNumberGenerator.GetBytes((int)length);

    public Task<UploadView> CreateAsync() =>
        Grain.Create(new UploadCreation(orgId, DeclaredLength ?? length, "holiday.mp4", $"Holiday {Id.ToString("N", CultureInfo.InvariantCulture)[..6]}", "filename aG9saWRheS5tcDQ=", Track, Priority));

    /// <summary>Stores all bytes and commits them: the upload is whole.</summary>
    public async Task<UploadView> FinishAsync()
    {
        var lease = await Grain.AcquireWriter();
        return await Grain.Commit(lease.Token, length, 0, [await PutPartAsync(lease, Content)]);
    }

    /// <summary>Stores the first part; gives its receipt.</summary>
    public Task<string> PutPartAsync(UploadWriterLease lease, byte[] bytes) =>
        cluster.Objects.PutPartAsync(new ObjectKey(Buckets.Content, lease.SourcePath), lease.MultipartId, new MultipartPart(1, lease.Token), bytes, TestContext.Current.CancellationToken);

    /// <summary>Uploads all of it; gives the title's grain.</summary>
    public async Task<ITitleGrain> UploadAsync()
    {
        await CreateAsync();
        return cluster.Grains.GetGrain<ITitleGrain>((await FinishAsync()).TitleId!.Value);
    }
}
