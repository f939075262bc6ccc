using Microsoft.Extensions.Options;
using StreamVerse.Encoding.Processes;

namespace StreamVerse.Encoding.Audio;

/// <summary>The <see cref="IAudioEncoder"/> that runs ffmpeg.</summary>
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
        var call = new ToolCall(Tool.Ffmpeg, AudioCommand.Build(request), options.Value.EncodeTimeout)
        {
            StallTimeout = options.Value.StallTimeout,
            ReadOutput = consume,
            OnPosition = position => meter.Report((long)(position.Time.TotalSeconds * rate)),
        };

        await runner.RunAsync(call, cancellationToken);
        meter.Report(grid.FrameCount);
    }
}
