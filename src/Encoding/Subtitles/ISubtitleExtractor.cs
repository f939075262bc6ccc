using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;

namespace StreamVerse.Encoding.Subtitles;

/// <summary>Turns a text subtitle track of a source into a WebVTT file.</summary>
public interface ISubtitleExtractor
{
    /// <summary>
    /// Writes a track as WebVTT. Cue times count from the title's first picture (they are already shifted by the source's
    /// start time): time 0 of the file is frame 0 of the grid. Cues may reach past the title's end.
    /// </summary>
    /// <param name="sourcePath">Path of the source, a local file.</param>
    /// <param name="source">What inspection found in it.</param>
    /// <param name="rung">The track.</param>
    /// <param name="outputPath">The file to write; an existing one is replaced.</param>
    /// <param name="cancellationToken">Kills the process; a half-written file may be left.</param>
    /// <exception cref="FfmpegException">ffmpeg failed, or the text is larger than 20 MB.</exception>
    Task ExtractAsync(
        string sourcePath,
        SourceDescription source,
        SubtitleRung rung,
        string outputPath,
        CancellationToken cancellationToken);
}
