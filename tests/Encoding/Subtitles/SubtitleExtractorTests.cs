using StreamVerse.Encoding.Inspection;
using StreamVerse.Encoding.Subtitles;
using StreamVerse.Encoding.Tests.Sources;
using StreamVerse.Media.Ladders;

namespace StreamVerse.Encoding.Tests.Subtitles;

public sealed class SubtitleExtractorTests(EncodingHost host)
{
    [Theory]
    [InlineData("mkv", 0)]
    [InlineData("mkv", 1)]
    [InlineData("mp4", 0)]
    public async Task ExtractAsync_TextTrack_BecomesWebVtt(string extension, int track)
    {
        var text = await ExtractAsync(await OddSources.SubtitledAsync(host.Sources, extension), track);

        var lines = text.Split('\n');
        Assert.Equal("WEBVTT", lines[0]);
        Assert.Contains("00:00:00.500 --> 00:00:01.000", lines);
        Assert.Contains("00:00:01.200 --> 00:00:01.900", lines);
        Assert.Contains("Hello <i>there</i>", lines);
        Assert.Contains("Two\nlines", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExtractAsync_LateStart_CountsFromTheFirstPicture()
    {
        var path = await OddSources.SubtitledAsync(host.Sources, "mkv");
        var late = await host.Sources.GetAsync(new SourceRecipe("texts-late.mkv", _ => ["-i", path, "-map", "0", "-c", "copy", "-output_ts_offset", "100"]));

        var text = await ExtractAsync(late, 0);

        Assert.Contains("00:00:00.500 --> 00:00:01.000", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CopyAsync_CuesBeforeTheFirstPicture_AreDroppedOrCut()
    {
        const string source = """
            WEBVTT

            NOTE a note

            1
            00:01.000 --> 00:02.000
            gone

            two
            00:01.500 --> 00:03.500 align:start
            cut

            01:00:00.000 --> 01:00:01.000
            shifted

            """;
        using var input = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(source));
        using var output = new MemoryStream();

        await CueShifter.CopyAsync(input, output, TimeSpan.FromSeconds(2.5), 1000, TestContext.Current.CancellationToken);

        Assert.Equal(
            "WEBVTT\n\n00:00:00.000 --> 00:00:01.000 align:start\ncut\n\n00:59:57.500 --> 00:59:58.500\nshifted\n",
            System.Text.Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public async Task CopyAsync_TooMuchText_IsRefused()
    {
        using var input = new MemoryStream(System.Text.Encoding.UTF8.GetBytes("WEBVTT\n\n00:01.000 --> 00:02.000\n" + string.Concat(Enumerable.Repeat("word\n", 100))));

        await Assert.ThrowsAsync<FfmpegException>(() => CueShifter.CopyAsync(input, new MemoryStream(), TimeSpan.Zero, 200, TestContext.Current.CancellationToken));
    }

    private async Task<string> ExtractAsync(string path, int track)
    {
        var source = await host.Get<ISourceInspector>().InspectAsync(path, TestContext.Current.CancellationToken);
        var rung = new SubtitleRung("s1", source.Subtitles[track].StreamIndex, "en", "English", true, false, false);
        var output = Path.Combine(host.NewFolder(), "text.vtt");
        await host.Get<ISubtitleExtractor>().ExtractAsync(path, source, rung, output, TestContext.Current.CancellationToken);
        return await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken);
    }
}
