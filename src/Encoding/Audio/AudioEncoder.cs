using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using StreamVerse.Encoding.Processes;

namespace StreamVerse.Encoding.Audio;

/// <summary>The <see cref="IAudioEncoder"/> that runs ffmpeg: once, or where the track changes midway twice, one feeding the other.</summary>
internal sealed class AudioEncoder(IToolRunner runner, IOptions<EncodingOptions> options, TimeProvider timeProvider) : IAudioEncoder
{
    /// <inheritdoc/>
    public async Task EncodeAsync(
        AudioEncodeRequest request,
        Func<Stream, CancellationToken, Task> consume,
        IProgress<EncodeProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(consume);
        var grid = request.Grid;
        var rate = grid.FrameRate.FramesPerSecond;
        var meter = new ProgressMeter(progress, grid.FrameCount, rate, timeProvider);
        try
        {
            await runner.RunAsync(Encoding(AudioCommand.Whole(request)), cancellationToken);
        }
        catch (FfmpegException exception) when (exception.Failure == FfmpegFailure.Source)
        {
            // It changes midway, or is damaged: if that, the other way says so too.
            await EncodeInTwoAsync(cancellationToken);
        }

        meter.Report(grid.FrameCount);

        Task EncodeInTwoAsync(CancellationToken cancellationToken) => runner.RunAsync(
            Call(AudioCommand.Decode(request)) with
            {
                ReadOutput = (samples, token) => runner.RunAsync(
                    Encoding(AudioCommand.Encode(request)) with { WriteInput = (stdin, inner) => samples.CopyToAsync(stdin, inner) },
                    token),
            },
            cancellationToken);

        ToolCall Encoding(ImmutableArray<string> arguments) => Call(arguments) with
        {
            ReadOutput = consume,
            OnPosition = position => meter.Report((long)(position.Time.TotalSeconds * rate)),
        };
    }

    private ToolCall Call(ImmutableArray<string> arguments) =>
        new(Tool.Ffmpeg, arguments, options.Value.EncodeTimeout) { StallTimeout = options.Value.StallTimeout };
}
