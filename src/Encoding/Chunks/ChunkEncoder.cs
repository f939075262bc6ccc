using Microsoft.Extensions.Options;
using StreamVerse.Encoding.Processes;

namespace StreamVerse.Encoding.Chunks;

/// <summary>The <see cref="IChunkEncoder"/> that runs ffmpeg.</summary>
internal sealed class ChunkEncoder(IToolRunner runner, IOptions<EncodingOptions> options, TimeProvider timeProvider) : IChunkEncoder
{
    /// <inheritdoc/>
    public async Task<EncodedChunk> EncodeAsync(
        ChunkEncodeRequest request,
        IProgress<EncodeProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        var grid = request.Grid;
        var total = grid.ChunkStartFrame(request.Chunk + 1) - grid.ChunkStartFrame(request.Chunk);
        var meter = new ProgressMeter(progress, total, grid.FrameRate.FramesPerSecond, timeProvider);
        var call = new ToolCall(Tool.Ffmpeg, ChunkCommand.Build(request), options.Value.EncodeTimeout)
        {
            StallTimeout = options.Value.StallTimeout,
            OnPosition = position => meter.Report(position.Frames),
        };

        await runner.RunAsync(call, cancellationToken);
        meter.Report(total);
        return new EncodedChunk(
            [.. request.Rungs.Select(rung => ChunkCommand.RungFile(request, rung))],
            request.Thumbnails is null ? null : ChunkCommand.SheetFile(request));
    }

    private static void Check(ChunkEncodeRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(request.Chunk);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(request.Chunk, request.Grid.ChunkCount);
        ArgumentOutOfRangeException.ThrowIfNegative(request.ExtraPrerollSeconds);
        if (request.Rungs.IsDefaultOrEmpty)
        {
            throw new ArgumentException("There must be at least one rung.", nameof(request));
        }

        foreach (var rung in request.Rungs)
        {
            // Ids become file names, and profile and preset arguments: nothing in them may mean anything else.
            RequireWord(rung.Id, nameof(rung.Id));
            RequireWord(rung.Preset, nameof(rung.Preset));
            RequireWord(rung.Profile, nameof(rung.Profile));
            if (((rung.Width | rung.Height) & 1) != 0 || rung.Width < 2 || rung.Height < 2)
            {
                throw new ArgumentException($"Rung {rung.Id} is {rung.Width}x{rung.Height}; both must be even and above 0.", nameof(request));
            }
        }
    }

    private static void RequireWord(string value, string what)
    {
        if (value.Length == 0 || value[0] == '-' || !value.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
        {
            throw new ArgumentException($"A rung's {what} must be letters, digits and hyphens, not '{value}'.");
        }
    }
}
