using System.Collections.Concurrent;
using System.Text.Json;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Gateway.Playback;

/// <summary>The playlists and manifests of one presentation, each rendered and compressed once.</summary>
/// <param name="presentation">The facts.</param>
internal sealed class Outputs(Presentation presentation)
{
    private readonly byte[] _facts = Bytes(presentation);
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

    /// <summary>Which of the version's facts these are.</summary>
    public int Revision => presentation.Revision;

    public bool IsOf(Presentation other) => _facts.AsSpan().SequenceEqual(Bytes(other));

    private static byte[] Bytes(Presentation facts) => JsonSerializer.SerializeToUtf8Bytes(facts, JsonSerializerOptions.Web);
}
