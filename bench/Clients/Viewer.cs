using StreamVerse.Media.Presentations;

namespace StreamVerse.Bench.Clients;

/// <summary>Plays a title over and over: playlists first, then every segment, as fast as they come.</summary>
/// <param name="http">Its connections.</param>
/// <param name="playlist">Address of the multivariant playlist.</param>
/// <param name="rendition">The rendition that it plays.</param>
internal sealed class Viewer(HttpClient http, Uri playlist, string rendition)
{
    private readonly byte[] _buffer = new byte[16 * 1024];

    public async Task PlayAsync(int segments, CancellationToken cancellationToken)
    {
        await ReadAsync(playlist, cancellationToken);
        await ReadAsync(new Uri(playlist, PresentationPaths.MediaPlaylist(rendition)), cancellationToken);
        await ReadAsync(new Uri(playlist, PresentationPaths.InitSegment(rendition)), cancellationToken);
        for (var segment = 0; segment < segments; segment++)
        {
            await ReadAsync(new Uri(playlist, PresentationPaths.Segment(rendition, segment)), cancellationToken);
        }
    }

    private async Task ReadAsync(Uri file, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(file, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (await content.ReadAsync(_buffer, cancellationToken) > 0)
        {
        }
    }
}
