using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Judges;

/// <summary>Everything that the finished title's playlists and manifests name, fetched over HTTP as a player would, in a folder.</summary>
public sealed class MirroredTitle(Studio studio) : IAsyncLifetime
{
    private readonly TempFolder _folder = new("streamverse-mirror-");
    private readonly HashSet<string> _fetched = [];

    public string Folder => _folder.Path;

    public string Multivariant => ReadText("index.m3u8");

    internal IReadOnlyList<HlsVariant> Variants => HlsLines.Variants(Multivariant);

    /// <summary>Media playlists of a kind: <c>AUDIO</c> or <c>SUBTITLES</c>.</summary>
    public IReadOnlyList<string> Renditions(string kind) =>
        [.. HlsLines.Lines(Multivariant).Where(line => line.StartsWith("#EXT-X-MEDIA:", StringComparison.Ordinal) && HlsLines.Attribute(line, "TYPE") == kind).Select(line => HlsLines.Attribute(line, "URI"))];

    /// <summary>I-frame playlists.</summary>
    public IReadOnlyList<string> TrickPlayPlaylists =>
        [.. HlsLines.Lines(Multivariant).Where(line => line.StartsWith("#EXT-X-I-FRAME-STREAM-INF:", StringComparison.Ordinal)).Select(line => HlsLines.Attribute(line, "URI"))];

    /// <summary>Media playlists of all video and audio renditions.</summary>
    public IReadOnlyList<string> MediaPlaylists => [.. Variants.Select(variant => variant.Address).Concat(Renditions("AUDIO")).Distinct()];

    public string ReadText(string path) => File.ReadAllText(PathOf(path));

    public string PathOf(string path) => _folder.File(path);

    /// <summary>A path that a playlist names, relative to the folder.</summary>
    public static string Resolve(string playlist, string address) => Path.Combine(Path.GetDirectoryName(playlist)!, address);

    /// <summary>Segments of a media playlist with their EXTINF.</summary>
    public IReadOnlyList<(string Path, double Seconds)> Segments(string playlist) =>
        [.. HlsLines.Segments(ReadText(playlist)).Select(segment => (Resolve(playlist, segment.Address), segment.Seconds))];

    /// <summary>The init segment and the given segments in one file.</summary>
    public async Task<string> JoinAsync(string playlist, string name, params IEnumerable<string> segments)
    {
        var init = HlsLines.Attribute(HlsLines.Lines(ReadText(playlist)).Single(line => line.StartsWith("#EXT-X-MAP", StringComparison.Ordinal)), "URI");
        await using var target = File.Create(PathOf(name));
        foreach (var path in segments.Prepend(Resolve(playlist, init)))
        {
            await using var part = File.OpenRead(PathOf(path));
            await part.CopyToAsync(target);
        }

        return target.Name;
    }

    /// <summary>A whole rendition in one file.</summary>
    public Task<string> JoinAsync(string playlist) => JoinAsync(playlist, Resolve(playlist, "whole.mp4"), Segments(playlist).Select(segment => segment.Path));

    public async ValueTask InitializeAsync()
    {
        var api = await studio.GetApiAsync();
        var session = await api.PlayAsync((await studio.GetTitleAsync()).Id, TestContext.Current.CancellationToken);
        var pending = new Queue<string>(["index.m3u8", "index.mpd", "thumbnails.vtt"]);
        while (pending.TryDequeue(out var path))
        {
            if (!_fetched.Add(path))
            {
                continue;
            }

            var bytes = await api.Http.GetByteArrayAsync(session.UrlOf(path), TestContext.Current.CancellationToken);
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
            await File.WriteAllBytesAsync(PathOf(path), bytes);
            if (path.EndsWith(".m3u8", StringComparison.Ordinal))
            {
                foreach (var address in HlsLines.Addresses(ReadText(path)))
                {
                    pending.Enqueue(Resolve(path, address));
                }
            }
            else if (path == "thumbnails.vtt")
            {
                foreach (var line in HlsLines.Lines(ReadText(path)).Where(line => line.Contains("#xywh=", StringComparison.Ordinal)))
                {
                    pending.Enqueue(line.Split('#')[0]);
                }
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
