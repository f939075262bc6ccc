using StreamVerse.Encoding.Tests;
using StreamVerse.Encoding.Tests.Sources;
using StreamVerse.Media.Tests.Cmaf;

namespace StreamVerse.EndToEnd.Tests.Judges;

/// <summary>Programs that others wrote read what a finished title's playlists and manifests say, and compare it with the media.</summary>
public sealed class ManifestTests(MirroredTitle title) : IClassFixture<MirroredTitle>
{
    private readonly Dictionary<string, (int Width, int Height)> _sizes = [];

    [Fact]
    public async Task Manifests_EveryJudge_HasNothingToSay()
    {
        var verdicts = await Media.Tests.Judges.JudgeAsync(title.Folder, TestContext.Current.CancellationToken);

        Assert.All(verdicts, verdict => Assert.True(verdict.Problems.Length == 0, $"{verdict.Judge} of {verdict.File}: {string.Join("; ", verdict.Problems)}"));
        Assert.All(verdicts.Where(verdict => verdict.File == "index.m3u8"), verdict => Assert.Equal(2, verdict.Variants));
        Assert.All(
            verdicts.Where(verdict => verdict.File != "index.m3u8"),
            verdict => Assert.True(Math.Abs(verdict.Duration!.Value - ReferenceSource.Seconds) < 0.1, $"{verdict.Judge} says that {verdict.File} plays {verdict.Duration} s."));
        var dash = verdicts.Single(verdict => verdict.Judge == "mpd-parser");
        Assert.Equal((2, 2, 1), (dash.Variants, dash.Audio!.Length, dash.Subtitles!.Length));
    }

    [Fact]
    public async Task Codecs_OfEveryVariant_AreThoseOfItsFiles()
    {
        var audio = await CodecAsync(title.Renditions("AUDIO")[0]);
        foreach (var variant in title.Variants)
        {
            Assert.Equal([await CodecAsync(variant.Address), audio], variant.Codecs);
            var path = await title.JoinAsync(variant.Address);
            var seen = await MediaTools.FfprobeAsync("-select_streams", "v", "-show_entries", "stream=width,height,r_frame_rate,color_space,pix_fmt", "-of", "csv=p=0:s=x", path);
            Assert.Equal($"{variant.Resolution}xyuv420pxbt709x{variant.FrameRate:0}/1", seen[0].Replace("unknown", "bt709", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Bandwidth_OfEveryVariant_CoversTheMeasuredPeak()
    {
        var audioPeak = title.Renditions("AUDIO").Max(Peak);
        foreach (var variant in title.Variants)
        {
            var peak = Peak(variant.Address) + audioPeak;
            Assert.True(variant.Bandwidth >= peak, $"{variant.Address}: BANDWIDTH {variant.Bandwidth}, measured {peak}.");
            Assert.True(variant.Bandwidth <= peak * 1.25, $"{variant.Address}: BANDWIDTH {variant.Bandwidth} is far above the measured {peak}.");
            Assert.InRange(variant.AverageBandwidth, 1, variant.Bandwidth);
        }
    }

    [Fact]
    public async Task Thumbnails_EveryCue_NamesTheTileOfItsTime()
    {
        var lines = HlsLines.Lines(title.ReadText("thumbnails.vtt"));
        Assert.Equal("WEBVTT", lines[0]);
        var end = 0.0;
        foreach (var (times, tile) in lines.Zip(lines.Skip(1)).Where(pair => pair.First.Contains("-->", StringComparison.Ordinal)))
        {
            var parts = times.Split(" --> ").Select(time => TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture).TotalSeconds).ToArray();
            Assert.Equal(end, parts[0], 0.002);
            end = parts[1];
            var (file, place) = (tile.Split('#')[0], tile.Split("xywh=")[1].Split(',').Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray());
            var (width, height) = await SizeAsync(file);
            Assert.True(place[0] + place[2] <= width && place[1] + place[3] <= height, $"{tile} is outside {width}x{height}.");
            var number = Assert.Single(await NumberedPictures.ReadAsync(title.PathOf(file), $"crop={place[2]}:{place[3]}:{place[0]}:{place[1]}"));
            Assert.InRange(number, Math.Round(parts[0] * ReferenceSource.FramesPerSecond), (parts[1] * ReferenceSource.FramesPerSecond) - 1);
        }

        Assert.Equal(ReferenceSource.Seconds, end, 0.1);
    }

    [Fact]
    public async Task Subtitles_WholeAndInPieces_AreThoseOfTheSource()
    {
        var playlist = Assert.Single(title.Renditions("SUBTITLES"));
        var pieces = title.Segments(playlist);
        Assert.All(pieces, piece => Assert.Contains("X-TIMESTAMP-MAP", title.ReadText(piece.Path), StringComparison.Ordinal));
        var shown = await Task.WhenAll(pieces.Select(piece => Ffmpeg.RunAsync("ffmpeg", "-v", "error", "-i", title.PathOf(piece.Path), "-f", "srt", "-")));
        var texts = shown.SelectMany(bytes => System.Text.Encoding.UTF8.GetString(bytes).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(cue => cue[(cue.IndexOf('\n', StringComparison.Ordinal) + 1)..]).Distinct();
        Assert.Equal(ReferenceSource.Subtitles.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(cue => cue[(cue.IndexOf('\n', StringComparison.Ordinal) + 1)..]), texts);
    }

    private async Task<(int Width, int Height)> SizeAsync(string sheet)
    {
        if (!_sizes.TryGetValue(sheet, out var size))
        {
            var seen = (await MediaTools.FfprobeAsync("-show_entries", "stream=width,height", "-of", "csv=p=0", title.PathOf(sheet)))[0].Split(',');
            _sizes[sheet] = size = (int.Parse(seen[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(seen[1], System.Globalization.CultureInfo.InvariantCulture));
        }

        return size;
    }

    private async Task<string> CodecAsync(string playlist) =>
        (await MediaTools.Mp4BoxAsync(await title.JoinAsync(playlist))).GetProperty("codec").GetString()!;

    private long Peak(string playlist) =>
        (long)title.Segments(playlist).Where(segment => segment.Seconds >= 2).Max(segment => new FileInfo(title.PathOf(segment.Path)).Length * 8 / segment.Seconds);
}
