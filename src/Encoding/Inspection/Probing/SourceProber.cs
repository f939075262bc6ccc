using System.Collections.Immutable;
using System.Text.Json;
using FFMpegCore;
using Microsoft.Extensions.Options;
using StreamVerse.Encoding.Commands;
using StreamVerse.Encoding.Processes;

namespace StreamVerse.Encoding.Inspection.Probing;

/// <summary>Asks ffprobe about an upload. The file gets no protocol but <c>file</c> and no demuxer off the list.</summary>
internal sealed class SourceProber(IToolRunner runner, IOptions<EncodingOptions> options)
{
    private const int MaxJsonBytes = 16 << 20;

    /// <summary>Pictures that are looked at: enough to tell interlaced from progressive, few enough for 4K.</summary>
    private const int FirstFrames = 24;

    /// <summary>Packets that have as many pictures in them, but where the first ones give none: after an edit list, or in an open GOP.</summary>
    private const int FirstPackets = 32;

    /// <summary>Packets that are looked through for a picture before a file counts as one that does not decode.</summary>
    private const int MostPackets = 400;

    /// <summary>Reads what the container declares.</summary>
    /// <exception cref="UnusableSourceException">It is no container that is accepted.</exception>
    public async Task<FFProbeAnalysis> ReadHeaderAsync(string path, CancellationToken cancellationToken, bool mayBeSoundAlone = false)
    {
        var json = new MemoryStream();
        var call = Call(path, ["-show_format", "-show_streams", "-of", "json"], mayBeSoundAlone) with
        {
            ReadOutput = (stdout, token) => BoundedCopy.CopyAsync(stdout, json, MaxJsonBytes, token),
        };
        try
        {
            await runner.RunAsync(call, cancellationToken);
        }
        catch (FfmpegException exception) when (exception.Failure == FfmpegFailure.Source)
        {
            throw await Refusal.OfHeaderAsync(path, exception.LastLines, cancellationToken);
        }

        json.Position = 0;
        var header = await JsonSerializer.DeserializeAsync<FFProbeAnalysis>(json, cancellationToken: cancellationToken);
        return header is { Format: not null, Streams: not null }
            ? header
            : throw new UnusableSourceException(UnusableSourceCodes.NotMedia, "The file is not a video that can be read.");
    }

    /// <summary>Decodes the first pictures of a track.</summary>
    /// <returns>At least one picture, in the order of display.</returns>
    /// <exception cref="UnusableSourceException">Nothing decodes.</exception>
    public async Task<ImmutableArray<DecodedFrame>> DecodeFirstFramesAsync(string path, FFProbeStream stream, CancellationToken cancellationToken)
    {
        var frames = await DecodeFramesAsync(path, stream, FirstPackets, cancellationToken);
        if (frames.Length < FirstFrames)
        {
            frames = await DecodeFramesAsync(path, stream, MostPackets, cancellationToken);
        }

        return frames.Length > 0 ? frames : throw await RefuseAsync(path, stream, cancellationToken);
    }

    /// <summary>Reads the times of every packet of a track, without decoding.</summary>
    public async Task<PacketIndex> ReadPacketsAsync(string path, FFProbeStream stream, CancellationToken cancellationToken, bool mayBeSoundAlone = false)
    {
        var index = new PacketIndex(ProbeFields.TimeBase(stream));
        var call = Call(path,
        [
            "-select_streams", CommandLine.Number(stream.Index),
            "-show_entries", "packet=pts,dts,duration,size,flags", "-of", "csv=p=0",
        ], mayBeSoundAlone) with
        {
            ReadOutput = async (stdout, token) =>
            {
                await foreach (var line in BoundedLines.ReadAsync(stdout, token))
                {
                    index.Add(line);
                }
            },
        };
        try
        {
            await runner.RunAsync(call, cancellationToken);
        }
        catch (FfmpegException exception) when (exception.Failure == FfmpegFailure.Source && index.Count > 0)
        {
            // A damaged tail: what could be read counts, as encoding will read no further either.
            index.IsTailDamaged = true;
        }

        index.Complete();
        return index;
    }

    private async Task<ImmutableArray<DecodedFrame>> DecodeFramesAsync(string path, FFProbeStream stream, int packets, CancellationToken cancellationToken)
    {
        var frames = ImmutableArray.CreateBuilder<DecodedFrame>();
        var call = Call(path,
        [
            "-threads", "1", "-max_pixels", SourceLimits.MaxPixels,
            "-select_streams", CommandLine.Number(stream.Index), "-read_intervals", $"%+#{packets}",
            "-show_entries",
            "frame=best_effort_timestamp,width,height,pix_fmt,sample_aspect_ratio,interlaced_frame,top_field_first,color_range,color_space,color_transfer",
            "-of", "compact=p=0",
        ]) with
        {
            // To end a program costs more than to let it decode some pictures more, but not hundreds.
            EndsWithReader = packets > FirstPackets,
            ReadOutput = async (stdout, token) =>
            {
                await foreach (var line in BoundedLines.ReadAsync(stdout, token))
                {
                    if (frames.Count == FirstFrames)
                    {
                        break;
                    }

                    if (DecodedFrame.TryParse(line, out var frame))
                    {
                        frames.Add(frame);
                    }
                }
            },
        };

        await runner.RunAsync(call, cancellationToken);
        return frames.ToImmutable();
    }

    /// <summary>Why nothing decodes: ffprobe says so in a message only, not by its exit code.</summary>
    private async Task<UnusableSourceException> RefuseAsync(string path, FFProbeStream stream, CancellationToken cancellationToken)
    {
        var arguments = CommandLine.Compose(
            new GlobalStep(),
            new VideoDecodeStep(),
            new InputStep(path),
            new MapVideoStep(stream.Index),
            new DiscardStep(TimeSpan.FromSeconds(1)));
        try
        {
            await runner.RunAsync(new ToolCall(Tool.Ffmpeg, arguments, options.Value.InspectionTimeout), cancellationToken);
        }
        catch (FfmpegException exception) when (exception.Failure == FfmpegFailure.Source)
        {
            return Refusal.OfDecoding(stream, exception.LastLines);
        }

        return Refusal.OfDecoding(stream, string.Empty);
    }

    private ToolCall Call(string path, string[] arguments, bool mayBeSoundAlone = false) => new(
        Tool.Ffprobe,
        ["-v", "error", .. arguments, .. SourceLimits.InputOptions(mayBeSoundAlone), "-i", SourceLimits.FileName(path)],
        options.Value.InspectionTimeout);
}
