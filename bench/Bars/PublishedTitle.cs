using StreamVerse.Bench.Media;
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

    private readonly TempFolder _data = new("streamverse-bench-");

    private PublishedTitle() => Server = new LocalServer(_data.Path);

    public LocalServer Server { get; }

    public ApiClient Client => field ??= new ApiClient(Server.Address);

    public string TitleId { get; private set; } = "";

    /// <summary>Address of the multivariant playlist, token included.</summary>
    public Uri Playlist { get; private set; } = null!;

    /// <summary>Address of a segment of the largest rendition.</summary>
    public Uri Segment => new(Playlist, SegmentFile);

    /// <summary>The folder of its files in the object store.</summary>
    public string Folder { get; private set; } = "";

    /// <summary>That segment in that folder.</summary>
    public static string SegmentFile => PresentationPaths.Segment(Rendition, 1);

    public static async Task<PublishedTitle> PublishAsync(CancellationToken cancellationToken)
    {
        using var folder = new TempFolder("streamverse-bench-source-");
        var source = folder.File("source.mp4");
        await TestVideo.MakeAsync(source, Lines, Seconds, cancellationToken);
        var title = new PublishedTitle();
        try
        {
            await title.Server.StartAsync(cancellationToken);
            title.TitleId = (await title.Client.PublishAsync(source, "Benchmark", cancellationToken)).Id;
            title.Playlist = await title.PlayAsync(cancellationToken);
            title.Folder = Directory.EnumerateFiles(title._data.Path, "init.mp4", SearchOption.AllDirectories)
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

    /// <summary>Begins a session and gives the address of its multivariant playlist.</summary>
    public async Task<Uri> PlayAsync(CancellationToken cancellationToken) =>
        new(Server.Address, (await Client.PlayAsync(TitleId, cancellationToken)).HlsUrl);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        _data.Dispose();
    }
}
