using System.Collections.Concurrent;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Gateway.Playback;

/// <summary>The playlists and manifests of one presentation, each rendered and compressed once.</summary>
/// <param name="presentation">The facts.</param>
internal sealed class Outputs(Presentation presentation)
{
    private readonly ConcurrentDictionary<string, Document> _documents = new(StringComparer.Ordinal);

    /// <summary>The document of a name, or <see langword="null"/> where the facts give no such document.</summary>
    public Document? Find(ReadOnlySpan<char> file)
    {
        if (_documents.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(file, out var document))
        {
            return document;
        }

        // Only names that exist are kept, so requests cannot fill the memory.
        var name = file.ToString();
        var content = PresentationRenderer.Render(presentation, name);
        return content is null ? null : _documents.GetOrAdd(name, new Document(content, MediaTypes.Of(name), presentation.IsComplete));
    }

    public bool IsOf(Presentation other) =>
        presentation.Version == other.Version && presentation.IsComplete == other.IsComplete && presentation.PlayableSegments == other.PlayableSegments;
}
