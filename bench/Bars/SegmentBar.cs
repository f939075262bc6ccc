using System.Globalization;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Reporting;
using StreamVerse.Bench.Servers;

namespace StreamVerse.Bench.Bars;

/// <summary>Segments a second, against nginx with sendfile over the same files.</summary>
internal sealed class SegmentBar : IBar
{
    private const double Least = 0.7;
    private const int Connections = 32;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public string Id => "c";

    public string Name => "segments";

    public async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var title = await PublishedTitle.PublishAsync(cancellationToken);
        await using var nginx = await NginxServer.StartAsync(title.Folder, cancellationToken);
        var theirs = new Uri(nginx.Address, PublishedTitle.SegmentFile);
        var megabytes = new FileInfo(Path.Combine(title.Folder, PublishedTitle.SegmentFile)).Length / 1e6;
        Task<double> LoadAsync(Uri address, TimeSpan duration) => Wrk.RequestsPerSecondAsync(address, Connections, duration, gzip: false, cancellationToken);

        await LoadAsync(title.Segment, WarmUp);
        await LoadAsync(theirs, WarmUp);
        var comparison = await Alternation.CompareAsync(options.Rounds, () => LoadAsync(title.Segment, options.LoadTime), () => LoadAsync(theirs, options.LoadTime));
        var allocated = await PlaylistBar.AllocatedAsync(title.Local.Id, () => LoadAsync(title.Segment, options.LoadTime), options.LoadTime);
        return
        [
            new BarRow(
                Id,
                string.Create(CultureInfo.InvariantCulture, $"4 s segments of {megabytes:0.0} MB over nginx with sendfile"),
                string.Create(CultureInfo.InvariantCulture, $"{comparison.Ours:#,0}/s ({comparison.Ours * megabytes:#,0} MB/s)"),
                string.Create(CultureInfo.InvariantCulture, $"{comparison.Theirs:#,0}/s ({comparison.Theirs * megabytes:#,0} MB/s)"),
                comparison.Ratio,
                string.Create(CultureInfo.InvariantCulture, $">= {Least}"),
                comparison.Ratio >= Least,
                string.Create(CultureInfo.InvariantCulture, $"{allocated:#,0} B a request")),
        ];
    }
}
