using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVerse.Encoding.Processes;

namespace StreamVerse.Encoding.Capabilities;

/// <summary>The <see cref="IEncoderProbe"/> that runs ffmpeg on a test picture.</summary>
internal sealed partial class EncoderProbe(IToolRunner runner, IOptions<EncodingOptions> options, TimeProvider timeProvider, ILogger<EncoderProbe> logger) : IEncoderProbe
{
    /// <summary>Changes with every start of a Linux machine; devices and drivers stay as they are in between.</summary>
    private const string BootFile = "/proc/sys/kernel/random/boot_id";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, bool> _told = new();

    /// <inheritdoc/>
    public string? Subject => File.Exists(BootFile) && ProgramFinder.Find(options.Value.FfmpegPath) is { } path && new FileInfo(path) is { } file
        ? string.Create(CultureInfo.InvariantCulture, $"{File.ReadAllText(BootFile).Trim()} {path} {file.Length} {file.LastWriteTimeUtc:O}")
        : null;

    /// <inheritdoc/>
    public IReadOnlyList<string> MissingPrograms =>
    [
        .. new[] { (options.Value.FfmpegPath, nameof(EncodingOptions.FfmpegPath)), (options.Value.FfprobePath, nameof(EncodingOptions.FfprobePath)) }
            .Where(static program => ProgramFinder.Find(program.Item1) is null)
            .Select(static program => $"There is no program '{program.Item1}' (setting {EncodingOptions.Section}:{program.Item2})."),
    ];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EncoderCapability>> ProbeAsync(CancellationToken cancellationToken)
    {
        var capabilities = ImmutableArray.CreateBuilder<EncoderCapability>();
        foreach (var trial in EncoderTrial.All)
        {
            var capability = await TryAsync(trial, cancellationToken);
            Tell(capability);
            capabilities.Add(capability);
        }

        return capabilities.ToImmutable();
    }

    /// <summary>A machine that is tested again and again, as it cannot encode, has its log to itself.</summary>
    private void Tell(EncoderCapability capability)
    {
        if (_told.TryGetValue(capability.Name, out var wasUsable) && wasUsable == capability.IsUsable)
        {
            return;
        }

        _told[capability.Name] = capability.IsUsable;
        if (capability.IsUsable)
        {
            LogUsable(capability.Name, capability.FramesPerSecond);
        }
        else
        {
            LogUnusable(capability.Name, capability.Reason);
        }
    }

    private async Task<EncoderCapability> TryAsync(EncoderTrial trial, CancellationToken cancellationToken)
    {
        try
        {
            // One picture first: a broken device or driver shows at once. Only what passes is timed.
            await EncodeAsync(trial, 1, cancellationToken);
            if (!trial.IsVideo)
            {
                return new EncoderCapability(trial.Name, true, "encoded a test tone", null);
            }

            var start = timeProvider.GetTimestamp();
            await EncodeAsync(trial, EncoderTrial.TimedFrames, cancellationToken);
            var seconds = timeProvider.GetElapsedTime(start).TotalSeconds;
            return new EncoderCapability(
                trial.Name, true, "encoded test pictures", Math.Round(EncoderTrial.TimedFrames / Math.Max(seconds, 0.001), 1));
        }
        catch (FfmpegException exception)
        {
            return new EncoderCapability(trial.Name, false, exception.Message, null);
        }
    }

    private Task EncodeAsync(EncoderTrial trial, int frames, CancellationToken cancellationToken) =>
        runner.RunAsync(new ToolCall(Tool.Ffmpeg, trial.Arguments(frames), Timeout), cancellationToken);

    [LoggerMessage(Level = LogLevel.Information, Message = "Encoder {Encoder} is usable ({FramesPerSecond} frames/s at 720p).")]
    private partial void LogUsable(string encoder, double? framesPerSecond);

    [LoggerMessage(Level = LogLevel.Information, Message = "Encoder {Encoder} is not usable here: {Reason}")]
    private partial void LogUnusable(string encoder, string reason);
}
