using System.Collections.Immutable;
using System.Globalization;
using StreamVerse.Encoding.Commands;
using StreamVerse.Encoding.Filters;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;

namespace StreamVerse.Encoding.Chunks;

/// <summary>Composes the ffmpeg command line of a chunk.</summary>
internal static class ChunkCommand
{
    private const string SheetLabel = "sheet";
    private const string SheetBranch = "m";
    private const double SeekSlackSeconds = 0.001;

    /// <summary>The arguments that encode a chunk.</summary>
    public static ImmutableArray<string> Build(ChunkEncodeRequest request)
    {
        var steps = new List<ICommandStep>
        {
            new GlobalStep(),
            new VideoDecodeStep(KeepsGraph(request.Source.Video)),
            new SeekStep(SeekSeconds(request)),
            new InputStep(request.SourcePath),
            new FilterGraphStep(Graph(request)),
        };

        for (var i = 0; i < request.Rungs.Length; i++)
        {
            steps.Add(new MapPictureStep(RungLabel(i)));
            steps.Add(VideoEncoderSteps.For(request.Rungs[i], request.Grid));
            steps.Add(new CmafVideoStep(request.Grid, request.Chunk, RungFile(request, request.Rungs[i])));
        }

        if (request.Thumbnails is not null)
        {
            steps.Add(new MapPictureStep(SheetLabel));
            steps.Add(new SpriteSheetStep(SheetFile(request)));
        }

        return CommandLine.Compose(steps);
    }

    /// <summary>The file of a rung.</summary>
    public static string RungFile(ChunkEncodeRequest request, VideoRung rung) => Path.Combine(request.WorkDirectory, rung.Id + ".mp4");

    /// <summary>The sprite sheet's file.</summary>
    public static string SheetFile(ChunkEncodeRequest request) => Path.Combine(request.WorkDirectory, "thumbnails.jpg");

    /// <summary>Where to seek: the chunk's start on the container's clock, less what the decoder needs before it. A hair more, as key frames like to stand on whole seconds: a rounding error must not send the decoder to the one before.</summary>
    private static double SeekSeconds(ChunkEncodeRequest request)
    {
        var video = request.Source.Video;
        var rate = request.Grid.FrameRate;
        var chunkStart = (double)request.Grid.ChunkStartFrame(request.Chunk) * rate.Denominator / rate.Numerator;
        var firstPicture = (double)video.FirstPts * video.TimeBase.Numerator / video.TimeBase.Denominator;
        return chunkStart + firstPicture - (request.Source.StartTimeMicroseconds / 1e6)
            - video.PrerollSeconds - request.ExtraPrerollSeconds + SeekSlackSeconds;
    }

    /// <summary>Deinterlacing, turning and tone mapping would read beyond pictures that become smaller.</summary>
    private static bool KeepsGraph(SourceVideoTrack video) =>
        video is { ScanType: ScanType.Progressive, DynamicRange: DynamicRange.Sdr, RotationDegrees: 0 };

    private static string Graph(ChunkEncodeRequest request)
    {
        var video = request.Source.Video;
        var rungs = request.Rungs;
        var branches = Enumerable.Range(0, rungs.Length).Select(BranchLabel).ToList();
        if (request.Thumbnails is not null)
        {
            branches.Add(SheetBranch);
        }

        IFilter[] common =
        [
            new ShiftToStartFilter(video.FirstPts),
            new DeinterlaceFilter(video.ScanType),
            new FrameRateFilter(request.Grid.FrameRate),
            new CutFilter(request.Grid.ChunkStartFrame(request.Chunk), request.Grid.ChunkStartFrame(request.Chunk + 1)),
            new ColourFilter(video, rungs.Max(rung => rung.Width), rungs.Max(rung => rung.Height)),
            new SplitFilter(branches.Count),
        ];

        var input = string.Create(CultureInfo.InvariantCulture, $"0:{video.StreamIndex}");
        var chains = new List<string> { FilterChain.Compose([input], common, branches) };
        chains.AddRange(rungs.Select((rung, i) =>
            FilterChain.Compose([BranchLabel(i)], [new ScaleFilter(rung.Width, rung.Height)], [RungLabel(i)])));
        if (request.Thumbnails is { } layout)
        {
            chains.Add(FilterChain.Compose([SheetBranch], [new SpriteFilter(request.Grid, layout)], [SheetLabel]));
        }

        return string.Join(';', chains);
    }

    private static string BranchLabel(int rung) => string.Create(CultureInfo.InvariantCulture, $"s{rung}");

    private static string RungLabel(int rung) => string.Create(CultureInfo.InvariantCulture, $"v{rung}");
}
