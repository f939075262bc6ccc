using System.Diagnostics;
using System.Globalization;
using System.Net;
using StreamVerse.Bench.Clients;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Media;
using StreamVerse.Bench.Reporting;

namespace StreamVerse.Bench.Bars;

/// <summary>Peak memory of the process while 2 GB are uploaded and 500 sessions play, all at once.</summary>
internal sealed class MemoryBar : IBar
{
    private const double MostMegabytes = 500;
    private const long UploadBytes = 2_000_000_000;
    private const int PieceBytes = 50_000_000;
    private const int HeadBytes = 1 << 20;
    private const int Sessions = 500;
    private const int ParallelStarts = 16;

    public string Id => "e";

    public string Name => "memory";

    public int Minutes => 2;

    public async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var title = await PublishedTitle.PublishAsync(cancellationToken);
        var publishing = ResidentMemory.PeakOf(title.Server.ProcessId) / 1e6;
        var segments = Directory.EnumerateFiles(Path.Combine(title.Folder, PublishedTitle.Rendition), "*.m4s")
            .Count(file => int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out _));
        var playlists = new Uri[Sessions];
        await Parallel.ForAsync(0, Sessions, new ParallelOptions { MaxDegreeOfParallelism = ParallelStarts, CancellationToken = cancellationToken }, async (session, token) =>
            playlists[session] = await title.PlayAsync(token));

        // Nobody stops before the upload ends, and everybody plays the whole title at least once.
        var watch = Stopwatch.StartNew();
        var upload = UploadAsync(title, cancellationToken);
        var plays = playlists.Select(playlist => WatchAsync(playlist, segments, upload, cancellationToken)).ToList();
        await upload;
        var uploadSeconds = watch.Elapsed.TotalSeconds;
        var played = (await Task.WhenAll(plays)).Sum();
        var peak = ResidentMemory.PeakOf(title.Server.ProcessId) / 1e6;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"    peak {publishing:0} MB after publishing, {peak:0} MB after all; upload took {uploadSeconds:0} s, the title ({segments} segments) was played {played} times in {watch.Elapsed.TotalSeconds:0} s"));
        return
        [
            new BarRow(
                Id,
                string.Create(CultureInfo.InvariantCulture, $"peak resident memory: {UploadBytes / 1e9:0} GB uploaded while {Sessions} sessions play"),
                string.Create(CultureInfo.InvariantCulture, $"{peak:0} MB"),
                "-",
                null,
                string.Create(CultureInfo.InvariantCulture, $"< {MostMegabytes} MB"),
                peak < MostMegabytes,
                "-"),
        ];
    }

    private static async Task UploadAsync(PublishedTitle title, CancellationToken cancellationToken)
    {
        var head = new byte[HeadBytes];
        await using (var file = File.OpenRead(Path.Combine(title.Folder, PublishedTitle.SegmentFile)))
        {
            await file.ReadExactlyAsync(head, cancellationToken);
        }

        await using var source = new NoiseStream(head);
        await PieceUpload.RunAsync(title.Client.Http, source, UploadBytes, PieceBytes, cancellationToken);
    }

    private static async Task<int> WatchAsync(Uri playlist, int segments, Task upload, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { Timeout = TimeSpan.FromMinutes(10) };
        var viewer = new Viewer(http, playlist, PublishedTitle.Rendition);
        var plays = 0;
        do
        {
            await viewer.PlayAsync(segments, cancellationToken);
            plays++;
        }
        while (!upload.IsCompleted);
        return plays;
    }
}
