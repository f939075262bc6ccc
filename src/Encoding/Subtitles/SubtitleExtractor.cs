using Microsoft.Extensions.Options;
using StreamVerse.Encoding.Commands;
using StreamVerse.Encoding.Processes;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;

namespace StreamVerse.Encoding.Subtitles;

/// <summary>The <see cref="ISubtitleExtractor"/> that runs ffmpeg.</summary>
internal sealed class SubtitleExtractor(IToolRunner runner, IOptions<EncodingOptions> options) : ISubtitleExtractor
{
    private const int MaxBytes = 20_000_000;

    /// <inheritdoc/>
    public async Task ExtractAsync(
        string sourcePath,
        SourceDescription source,
        SubtitleRung rung,
        string outputPath,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(sourcePath);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(rung);
        ArgumentException.ThrowIfNullOrEmpty(outputPath);
        var arguments = CommandLine.Compose(
            new GlobalStep(),
            new TextDecodeStep(),
            new InputStep(sourcePath),
            new WebVttStep(rung.SourceStreamIndex));
        await using var output = new FileStream(outputPath, FileMode.Create, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
        var call = new ToolCall(Tool.Ffmpeg, arguments, options.Value.EncodeTimeout)
        {
            ReadOutput = (stdout, token) => CueShifter.CopyAsync(stdout, output, FirstPicture(source.Video), MaxBytes, token),
        };
        await runner.RunAsync(call, cancellationToken);
    }

    private static TimeSpan FirstPicture(SourceVideoTrack video) =>
        TimeSpan.FromSeconds((double)video.FirstPts * video.TimeBase.Numerator / video.TimeBase.Denominator);
}
