using System.Buffers.Binary;
using System.Globalization;
using StreamVerse.Encoding.Tests;
using StreamVerse.Encoding.Tests.Sources;
using StreamVerse.Media.Tests.Cmaf;

namespace StreamVerse.EndToEnd.Tests.Judges;

/// <summary>The finished title's media themselves.</summary>
public sealed class SegmentTests(MirroredTitle title) : IClassFixture<MirroredTitle>
{
    private const int SampleRate = 48_000;
    private const double Frame = 1.0 / ReferenceSource.FramesPerSecond;
    private const double AudioFrame = 1024.0 / SampleRate;

    [Fact]
    public async Task Renditions_DecodedWhole_GiveNoError()
    {
        foreach (var playlist in title.MediaPlaylists)
        {
            var (_, errors, exitCode) = await Ffmpeg.TryRunAsync("ffmpeg", "-v", "error", "-nostdin", "-i", await title.JoinAsync(playlist), "-f", "null", "-");
            Assert.Equal((playlist, "", 0), (playlist, errors, exitCode));
        }
    }

    [Fact]
    public async Task Segments_EachAlone_LastAsLongAsThePlaylistSays()
    {
        foreach (var playlist in title.MediaPlaylists)
        {
            var tolerance = title.Renditions("AUDIO").Contains(playlist) ? AudioFrame : Frame;
            foreach (var (path, seconds) in title.Segments(playlist))
            {
                var real = (await SamplesAsync(await title.JoinAsync(playlist, "one.mp4", path))).Sum(sample => sample.Duration);
                Assert.True(Math.Abs(real - seconds) <= tolerance, $"{path} lasts {real} s; its EXTINF says {seconds}.");
            }
        }
    }

    [Fact]
    public async Task VideoSegments_EachAlone_BeginWithAnIdrPicture()
    {
        foreach (var variant in title.Variants)
        {
            foreach (var (path, _) in title.Segments(variant.Address))
            {
                var file = await title.JoinAsync(variant.Address, "one.mp4", path);
                var first = (await MediaTools.FfprobeAsync("-select_streams", "v", "-show_entries", "packet=pos,size", "-of", "csv=p=0", "-read_intervals", "%+#1", file))[0].Split(',');
                var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
                Assert.Contains(5, NalTypes(bytes.AsSpan(int.Parse(first[1], CultureInfo.InvariantCulture), int.Parse(first[0], CultureInfo.InvariantCulture)).ToArray()));
            }
        }
    }

    [Fact]
    public async Task Pictures_OverTheChunkBorder_AreAllThereOnceAndInOrder()
    {
        foreach (var variant in title.Variants)
        {
            var file = await title.JoinAsync(variant.Address);
            Assert.Equal(Enumerable.Range(0, ReferenceSource.Frames), await NumberedPictures.ReadAsync(file));
            var times = (await SamplesAsync(file)).Select(sample => sample.Shown).Order().ToArray();
            Assert.All(Enumerable.Range(0, times.Length), i => Assert.Equal(i * Frame, times[i], 0.001));
        }
    }

    [Fact]
    public async Task TrickPlay_Decoded_ShowsTheFirstPictureOfEveryGroup()
    {
        var playlist = Assert.Single(title.TrickPlayPlaylists);
        Assert.Contains("#EXT-X-I-FRAMES-ONLY", title.ReadText(playlist), StringComparison.Ordinal);
        var group = 2 * ReferenceSource.FramesPerSecond;
        Assert.Equal(Enumerable.Range(0, ReferenceSource.Frames / group).Select(number => number * group), await NumberedPictures.ReadAsync(await title.JoinAsync(playlist)));
    }

    [Fact]
    public async Task Sound_OfEveryLanguage_StaysWithin20MillisecondsOfThePictures()
    {
        var pictures = (await SamplesAsync(await title.JoinAsync(title.Variants[0].Address))).Select(sample => sample.Shown).Order().ToArray();
        foreach (var playlist in title.Renditions("AUDIO"))
        {
            var clicks = await ClickTimes.OfAsync(await title.JoinAsync(playlist));
            Assert.Equal(ReferenceSource.Seconds, clicks.Count);
            for (var second = 0; second < clicks.Count; second++)
            {
                var drift = clicks[second] - pictures[second * ReferenceSource.FramesPerSecond];
                Assert.True(Math.Abs(drift) < 0.02, $"{playlist}: the sound of second {second} is {drift * 1000:0.0} ms off.");
            }
        }
    }

    private static List<int> NalTypes(ReadOnlySpan<byte> sample)
    {
        var types = new List<int>();
        while (sample.Length > 4)
        {
            types.Add(sample[4] & 31);
            sample = sample[(4 + BinaryPrimitives.ReadInt32BigEndian(sample))..];
        }

        return types;
    }

    /// <summary>Times in seconds as the boxes say: ffprobe takes pictures with negative composition offsets for late.</summary>
    private static async Task<IReadOnlyList<(double Shown, double Duration)>> SamplesAsync(string file)
    {
        var track = await MediaTools.Mp4BoxAsync(file);
        var timescale = track.GetProperty("timescale").GetDouble();
        return [.. track.GetProperty("samples").EnumerateArray().Select(sample => (sample[1].GetDouble() / timescale, sample[2].GetDouble() / timescale))];
    }
}
