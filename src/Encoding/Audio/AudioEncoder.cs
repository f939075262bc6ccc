using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using StreamVerse.Encoding.Processes;

namespace StreamVerse.Encoding.Audio;

/// <summary>The <see cref="IAudioEncoder"/> that runs ffmpeg twice, one feeding the other.</summary>
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
        var decoding = Call(AudioCommand.Decode(request)) with
        {
            ReadOutput = (samples, token) => runner.RunAsync(
                Call(AudioCommand.Encode(request)) with
                {
                    WriteInput = (stdin, inner) => samples.CopyToAsync(stdin, inner),
                    ReadOutput = consume,
                    OnPosition = position => meter.Report((long)(position.Time.TotalSeconds * rate)),
                },
                token),
        };

        await runner.RunAsync(decoding, cancellationToken);
        meter.Report(grid.FrameCount);
    }

    private ToolCall Call(ImmutableArray<string> arguments) =>
        new(Tool.Ffmpeg, arguments, options.Value.EncodeTimeout) { StallTimeout = options.Value.StallTimeout };
}
