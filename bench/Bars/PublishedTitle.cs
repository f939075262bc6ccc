using StreamVerse.Bench.Clients;
using StreamVerse.Bench.Media;
using StreamVerse.Bench.Servers;
using StreamVerse.Media.Presentations;
using StreamVerse.Testing;

namespace StreamVerse.Bench.Bars;

/// <summary>A running StreamVerse with one published 1080p title.</summary>
internal sealed class PublishedTitle : IAsyncDisposable
{
    /// <summary>The largest rendition.</summary>
    public const string Rendition = "v1080";

    private const int Lines = 1080;
    private const int Seconds = 16;
    private const int PieceBytes = 50_000_000;

    private PublishedTitle(LocalProcess local) => Local = local;

    public LocalProcess Local { get; }

    public ApiClient Client => field ??= new ApiClient(Local.Address);

    public string TitleId { get; private set; } = "";

    /// <summary>Address of the multivariant playlist, token included.</summary>
    public Uri Playlist { get; private set; } = null!;

    public Uri Segment => new(Playlist, SegmentFile);

    /// <summary>The folder of its files in the object store.</summary>
    public string Folder { get; private set; } = "";

    /// <summary>The largest rendition's second segment in that folder.</summary>
    public static string SegmentFile => PresentationPaths.Segment(Rendition, 1);

    public static async Task<PublishedTitle> PublishAsync(CancellationToken cancellationToken)
    {
        using var folder = new TempFolder("streamverse-bench-source-");
        var source = folder.File("source.mp4");
        await TestVideo.MakeAsync(source, Lines, Seconds, cancellationToken);
        var title = new PublishedTitle(await LocalProcess.StartAsync(cancellationToken));
        try
        {
            await using var content = File.OpenRead(source);
            var path = await title.Client.UploadAsync(content, content.Length, PieceBytes, cancellationToken);
            title.TitleId = (await title.Client.WaitUntilPublishedAsync(path, cancellationToken)).Id;
            title.Playlist = await title.Client.PlayAsync(title.TitleId, cancellationToken);
            title.Folder = Directory.EnumerateFiles(title.Local.Outputs, "init.mp4", SearchOption.AllDirectories)
                .Select(file => Path.GetDirectoryName(Path.GetDirectoryName(file))!)
                .First();
            return title;
        }
        catch
        {
            await title.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Local.DisposeAsync();
    }
}
