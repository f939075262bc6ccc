using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using StreamVerse.Encoding.Commands;
using StreamVerse.Encoding.Processes;

namespace StreamVerse.Encoding.Inspection.Probing;

/// <summary>Looks into an upload's packets by ffmpeg: what they hold, ffprobe does not tell.</summary>
internal sealed class PacketProber(IToolRunner runner, IOptions<EncodingOptions> options)
{
    private static readonly TimeSpan AudioSample = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Counts key frames that hold a unit of some kind, and finds out which audio streams decode. It is done in one process,
    /// as most of a short one's time is its start; where that fails, by one for each, which tells what is damaged.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="video">Index of the video stream.</param>
    /// <param name="unitTypes">Kinds of units as the video's codec numbers them, joined by <c>|</c>; <see langword="null"/> where none are to be counted.</param>
    /// <param name="audio">Indexes of the audio streams.</param>
    /// <param name="cancellationToken">Ends the inspection.</param>
    /// <returns>What there is; of a damaged video, as many units as could be read.</returns>
    /// <exception cref="FfmpegException">It takes too long, or the machine has no room for it.</exception>
    public async Task<PacketContents> ReadAsync(string path, int video, string? unitTypes, ImmutableArray<int> audio, CancellationToken cancellationToken)
    {
        Request all = new(path, video, unitTypes, audio);
        var (isWhole, keyUnits) = await RunAsync(all, cancellationToken);
        if (isWhole || all.Parts == 1)
        {
            return new PacketContents(keyUnits, isWhole ? [.. audio] : []);
        }

        if (unitTypes is not null)
        {
            (_, keyUnits) = await RunAsync(all with { Audio = [] }, cancellationToken);
        }

        var decodable = ImmutableHashSet.CreateBuilder<int>();
        foreach (var stream in audio)
        {
            if (await CanDecodeAudioAsync(path, stream, cancellationToken))
            {
                decodable.Add(stream);
            }
        }

        return new PacketContents(keyUnits, decodable.ToImmutable());
    }

    /// <summary>Whether a second of an audio stream decodes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stream">The stream's index.</param>
    /// <param name="cancellationToken">Ends the inspection.</param>
    /// <param name="mayBeSoundAlone">Whether sound files are accepted too.</param>
    /// <exception cref="FfmpegException">It takes too long, or the machine has no room for it.</exception>
    public async Task<bool> CanDecodeAudioAsync(string path, int stream, CancellationToken cancellationToken, bool mayBeSoundAlone = false) =>
        (await RunAsync(new Request(path, 0, null, [stream]) { MayBeSoundAlone = mayBeSoundAlone }, cancellationToken)).IsWhole;

    private async Task<(bool IsWhole, long KeyUnits)> RunAsync(Request request, CancellationToken cancellationToken)
    {
        if (request.Parts == 0)
        {
            return (true, 0);
        }

        var keyUnits = 0L;
        var call = new ToolCall(Tool.Ffmpeg, CommandLine.Compose(Steps(request)), options.Value.InspectionTimeout)
        {
            ReadOutput = async (stdout, token) =>
            {
                await foreach (var line in BoundedLines.ReadAsync(stdout, token))
                {
                    keyUnits += line.StartsWith('#') ? 0 : 1;
                }
            },
        };
        try
        {
            await runner.RunAsync(call, cancellationToken);
            return (true, keyUnits);
        }
        catch (FfmpegException exception) when (exception.Failure == FfmpegFailure.Source)
        {
            return (false, keyUnits);
        }
    }

    /// <summary>The file is opened once for each part: of the one every key frame is read, and of the other only its beginning.</summary>
    private static List<ICommandStep> Steps(Request request)
    {
        List<ICommandStep> inputs = [];
        List<ICommandStep> outputs = [];
        if (request.UnitTypes is { } unitTypes)
        {
            inputs.AddRange([new KeyPacketsStep(), new InputStep(request.Path)]);
            outputs.AddRange([new MapVideoStep(request.Video), new ListUnitsStep(unitTypes)]);
        }

        if (!request.Audio.IsEmpty)
        {
            var input = request.UnitTypes is null ? 0 : 1;
            inputs.AddRange([new AudioDecodeStep(), new InputStep(request.Path, request.MayBeSoundAlone)]);
            outputs.AddRange([.. request.Audio.Select(stream => new MapAudioStep(stream, input)), new DiscardStep(AudioSample)]);
        }

        return [new GlobalStep(), .. inputs, .. outputs];
    }

    private sealed record Request(string Path, int Video, string? UnitTypes, ImmutableArray<int> Audio)
    {
        public bool MayBeSoundAlone { get; init; }

        public int Parts => (UnitTypes is null ? 0 : 1) + Audio.Length;
    }
}
