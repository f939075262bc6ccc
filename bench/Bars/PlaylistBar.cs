using System.Globalization;
using System.IO.Compression;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Reporting;
using StreamVerse.Bench.Servers;
using StreamVerse.Media.Presentations;
using StreamVerse.Testing;

namespace StreamVerse.Bench.Bars;

/// <summary>Playlists a second, against nginx with the same bytes in a file.</summary>
internal sealed class PlaylistBar : IBar
{
    private const double Least = 0.5;

    public string Id => "b";

    public string Name => "playlists";

    public int Minutes => 3;

    public async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var title = await PublishedTitle.PublishAsync(cancellationToken);
        using var root = new TempFolder("streamverse-bench-root-");
        var ours = new Uri(title.Playlist, PresentationPaths.MediaPlaylist(PublishedTitle.Rendition));
        var bytes = await title.Client.Http.GetByteArrayAsync(ours, cancellationToken);
        await WriteAsync(root.File("index.m3u8"), bytes, cancellationToken);
        await using var nginx = await NginxServer.StartAsync(root.Path, cancellationToken);
        var theirs = new Uri(nginx.Address, "index.m3u8");

        var rows = new List<BarRow>();
        foreach (var gzip in (bool[])[false, true])
        {
            var us = new LoadedServer(title.Server.ProcessId, ours, gzip);
            var them = new LoadedServer(nginx.Id, theirs, gzip);
            await us.WarmUpAsync(cancellationToken);
            await them.WarmUpAsync(cancellationToken);
            var comparison = await Alternation.CompareAsync(
                options.Rounds, () => us.MeasureAsync(options.LoadTime, cancellationToken), () => them.MeasureAsync(options.LoadTime, cancellationToken));
            var allocated = await us.MeasureAllocationsAsync(options.LoadTime, cancellationToken);
            rows.Add(new BarRow(
                Id,
                string.Create(CultureInfo.InvariantCulture, $"media playlists of {bytes.Length} bytes, {(gzip ? "gzip" : "plain")}, over nginx{(gzip ? " with gzip_static" : "")}"),
                string.Create(CultureInfo.InvariantCulture, $"{comparison.Ours:#,0}/s, {us.Cost}"),
                string.Create(CultureInfo.InvariantCulture, $"{comparison.Theirs:#,0}/s, {them.Cost}"),
                comparison.Ratio,
                string.Create(CultureInfo.InvariantCulture, $">= {Least}"),
                comparison.Ratio >= Least,
                string.Create(CultureInfo.InvariantCulture, $"{allocated:#,0} B a request")));
        }

        return rows;
    }

    private static async Task WriteAsync(string file, byte[] bytes, CancellationToken cancellationToken)
    {
        await File.WriteAllBytesAsync(file, bytes, cancellationToken);
        await using var compressed = new GZipStream(File.Create(file + ".gz"), CompressionLevel.Optimal);
        await compressed.WriteAsync(bytes, cancellationToken);
    }
}
