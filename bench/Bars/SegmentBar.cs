using System.Globalization;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Reporting;
using StreamVerse.Bench.Servers;

namespace StreamVerse.Bench.Bars;

/// <summary>Segments a second, against nginx with sendfile over the same files.</summary>
internal sealed class SegmentBar : IBar
{
    private const double Least = 0.7;

    public string Id => "c";

    public string Name => "segments";

    public int Minutes => 2;

    public async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var title = await PublishedTitle.PublishAsync(cancellationToken);
        await using var nginx = await NginxServer.StartAsync(title.Folder, cancellationToken);
        var megabytes = new FileInfo(Path.Combine(title.Folder, PublishedTitle.SegmentFile)).Length / 1e6;
        var us = new LoadedServer(title.Server.ProcessId, title.Segment, gzip: false);
        var them = new LoadedServer(nginx.Id, new Uri(nginx.Address, PublishedTitle.SegmentFile), gzip: false);
        await us.WarmUpAsync(cancellationToken);
        await them.WarmUpAsync(cancellationToken);
        var comparison = await Alternation.CompareAsync(
            options.Rounds, () => us.MeasureAsync(options.LoadTime, cancellationToken), () => them.MeasureAsync(options.LoadTime, cancellationToken));
        var allocated = await us.MeasureAllocationsAsync(options.LoadTime, cancellationToken);
        return
        [
            new BarRow(
                Id,
                string.Create(CultureInfo.InvariantCulture, $"4 s segments of {megabytes:0.0} MB over nginx with sendfile"),
                string.Create(CultureInfo.InvariantCulture, $"{comparison.Ours:#,0}/s ({comparison.Ours * megabytes:#,0} MB/s), {us.Cost}"),
                string.Create(CultureInfo.InvariantCulture, $"{comparison.Theirs:#,0}/s ({comparison.Theirs * megabytes:#,0} MB/s), {them.Cost}"),
                comparison.Ratio,
                string.Create(CultureInfo.InvariantCulture, $">= {Least}"),
                comparison.Ratio >= Least,
                string.Create(CultureInfo.InvariantCulture, $"{allocated:#,0} B a request")),
        ];
    }
}
