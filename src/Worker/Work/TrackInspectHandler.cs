using StreamVerse.Encoding.Inspection;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Subtitles;

namespace StreamVerse.Worker.Work;

/// <summary>Looks whether a file holds the track that it was sent for.</summary>
internal sealed class TrackInspectHandler(ITrackInspector inspector) : IWorkHandler<TrackInspectWork>
{
    public async Task<WorkResult> HandleAsync(TrackInspectWork item, WorkContext context, CancellationToken cancellationToken)
    {
        if (item.Kind == TrackKind.Audio)
        {
            return new TrackInspectResult(await inspector.InspectAudioAsync(context.SourcePath, item.Language, cancellationToken));
        }

        var document = await ReadSubtitlesAsync(context.SourcePath, cancellationToken);
        return new TrackInspectResult(new TrackSource(null, 0, document.Cues.Max(cue => cue.End).TotalSeconds, []));
    }

    /// <summary>Reads a subtitle file.</summary>
    /// <exception cref="UnusableSourceException">It is none; the message says why, for people.</exception>
    public static async Task<WebVttDocument> ReadSubtitlesAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return new FileInfo(path).Length <= WebVttDocument.MaxBytes
                ? SubtitleFile.Parse(await File.ReadAllBytesAsync(path, cancellationToken))
                : throw new FormatException($"The subtitles are larger than {WebVttDocument.MaxBytes / (1024 * 1024)} MiB.");
        }
        catch (FormatException exception)
        {
            throw new UnusableSourceException(UnusableSourceCodes.NoSubtitles, exception.Message);
        }
    }
}
