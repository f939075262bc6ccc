using StreamVerse.Media.Sources;

namespace StreamVerse.Encoding.Inspection;

/// <summary>Finds out what an uploaded file is, by reading it whole once: no header is trusted where packets tell the truth.</summary>
public interface ISourceInspector
{
    /// <summary>Measures a file.</summary>
    /// <param name="path">Path of a local file. It is never modified, and nothing that it refers to is opened.</param>
    /// <param name="cancellationToken">Ends the inspection and its processes.</param>
    /// <exception cref="UnusableSourceException">The file is not a video that can be encoded; the message says why, for people.</exception>
    /// <exception cref="FfmpegException">ffprobe could not do its work for a reason that is not the file's.</exception>
    Task<SourceDescription> InspectAsync(string path, CancellationToken cancellationToken);
}
