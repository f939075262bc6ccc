using StreamVerse.Media.Sources;

namespace StreamVerse.Encoding.Inspection;

/// <summary>Finds out whether an uploaded file holds an audio track for a title that exists already.</summary>
public interface ITrackInspector
{
    /// <summary>
    /// Measures a file. Of several tracks, the one in the wanted language counts, then the default, then the first. The
    /// track begins with the title: at the file's first picture where it has pictures, else at its own first sample.
    /// </summary>
    /// <param name="path">Path of a local file. It is never modified, and nothing that it refers to is opened.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="cancellationToken">Ends the inspection and its processes.</param>
    /// <exception cref="UnusableSourceException">There is no sound in it that can be encoded; the message says why, for people.</exception>
    /// <exception cref="FfmpegException">ffprobe could not do its work for a reason that is not the file's.</exception>
    Task<TrackSource> InspectAudioAsync(string path, string language, CancellationToken cancellationToken);
}
