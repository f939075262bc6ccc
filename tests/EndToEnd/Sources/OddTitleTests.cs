using StreamVerse.Encoding.Tests;
using StreamVerse.EndToEnd.Tests.Judges;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Sources;

/// <summary>Sources of every odd kind, from the upload to what a player gets.</summary>
public sealed class OddTitleTests(Studio studio, SourceFolder sources) : IClassFixture<SourceFolder>
{
    [Theory(Timeout = 120_000)]
    [MemberData(nameof(OddTitle.Names), MemberType = typeof(OddTitle))]
    public async Task Publish_OddSource_HasTheRightRenditions(string name)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var expected = OddTitle.All[name];
        var api = await studio.GetApiAsync();

        var title = await api.PublishAsync(await expected.MakeAsync(sources.Library), name, cancellationToken);

        Assert.Equal(expected.Seconds, title.DurationSeconds!.Value, 0.1);
        var best = title.Video.MaxBy(video => video.Width * video.Height)!;
        Assert.Equal(expected.Size, $"{best.Width}x{best.Height}");
        Assert.Equal(expected.Audio, string.Join(' ', title.Audio.Select(audio => $"{audio.Language}:{audio.Channels}")));
        Assert.Equal(expected.Subtitles, string.Join(' ', title.Subtitles.Select(subtitles => subtitles.Language)));

        var session = await api.PlayAsync(title.Id, cancellationToken);
        var variants = HlsLines.Variants(await api.Http.GetStringAsync(session.HlsUrl, cancellationToken));
        Assert.All(variants, variant => Assert.Equal(expected.FrameRate, variant.FrameRate, 0.01));
        await AssertPlainPictureAsync(api, session, best.Id, expected);
        foreach (var audio in title.Audio)
        {
            var seconds = HlsLines.Segments(await api.Http.GetStringAsync(session.UrlOf($"{audio.Id}/index.m3u8"), cancellationToken)).Sum(segment => segment.Seconds);
            Assert.Equal(expected.Seconds, seconds, 0.1);
        }
    }

    /// <summary>Whatever came in, what goes out is upright 8-bit BT.709 that decodes without a word.</summary>
    private async Task AssertPlainPictureAsync(ApiClient api, ApiSession session, string rendition, OddTitle expected)
    {
        byte[] bytes =
        [
            .. await api.Http.GetByteArrayAsync(session.UrlOf($"{rendition}/init.mp4"), TestContext.Current.CancellationToken),
            .. await api.Http.GetByteArrayAsync(session.UrlOf($"{rendition}/0.m4s"), TestContext.Current.CancellationToken),
        ];
        var file = await sources.Library.WriteAsync("seen.mp4", bytes);
        var seen = await Ffmpeg.RunAsync("ffprobe", "-v", "error", "-show_entries", "stream=width,height,pix_fmt,color_transfer,color_primaries:stream_side_data=rotation", "-of", "csv=p=0", file);
        Assert.Equal($"{expected.Size.Replace('x', ',')},yuv420p,bt709,bt709", System.Text.Encoding.UTF8.GetString(seen).Trim());
        var (_, errors, _) = await Ffmpeg.TryRunAsync("ffmpeg", "-v", "error", "-nostdin", "-i", file, "-f", "null", "-");
        Assert.Empty(errors);
    }
}
