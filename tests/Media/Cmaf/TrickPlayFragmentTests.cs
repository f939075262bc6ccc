using StreamVerse.Media.Cmaf;

namespace StreamVerse.Media.Tests.Cmaf;

public sealed class TrickPlayFragmentTests(EncodedTitle title) : IClassFixture<EncodedTitle>
{
    [Fact]
    public async Task Cut_EveryGroup_DecodesAloneToTheSegmentsOwnPicture()
    {
        var (init, segment) = (title.Chunks[1].Init, title.Chunks[1].Segments[2]);
        var fragments = TrickPlayFragment.Cut(init, segment, 20);
        Assert.Equal([20, 21], fragments.Select(fragment => fragment.Gop));
        using var folder = new TemporaryFolder();
        var whole = await FramesAsync(folder.Write("segment.mp4", init.Bytes, segment.Bytes));
        for (var i = 0; i < fragments.Length; i++)
        {
            var alone = await FramesAsync(folder.Write("fragment.mp4", init.Bytes, fragments[i].Bytes));
            Assert.Equal(whole[i * title.Grid.GopFrames], Assert.Single(alone));
        }
    }

    [Fact]
    public void Cut_EveryGroup_KeepsTheTimelineOfTheTitle()
    {
        var fragments = title.Segments.SelectMany((segment, i) => TrickPlayFragment.Cut(title.Chunks[0].Init, segment, 2 * i)).ToList();
        Assert.Equal(36, fragments.Count);
        for (var gop = 0; gop < fragments.Count; gop++)
        {
            var read = MediaSegment.Parse(title.Chunks[0].Init, fragments[gop].Bytes);
            var frames = gop == 35 ? 1 : 60;
            Assert.Equal((gop, (uint)gop + 1, gop * 60060L, frames * 1001L), (fragments[gop].Gop, read.SequenceNumber, read.DecodeTime, read.Duration));
            var sample = Assert.Single(read.Samples);
            Assert.True(sample.IsSync);
            Assert.Equal(0, sample.CompositionOffset);
        }
    }

    [Fact]
    public async Task Cut_AllGroups_AreReadAlikeByMp4Box()
    {
        using var folder = new TemporaryFolder();
        var fragments = title.Segments.SelectMany((segment, i) => TrickPlayFragment.Cut(title.Chunks[0].Init, segment, 2 * i)).ToList();
        var judged = await MediaTools.Mp4BoxAsync(folder.Write("iframes.mp4", [title.Chunks[0].Init.Bytes, .. fragments.Select(fragment => fragment.Bytes)]));
        var times = judged.GetProperty("samples").EnumerateArray().Select(sample => (sample[0].GetInt64(), sample[1].GetInt64(), sample[2].GetInt64()));
        Assert.Equal(fragments.Select(fragment => (fragment.DecodeTime, fragment.DecodeTime, fragment.Duration)), times);
    }

    [Fact]
    public void Cut_ASegmentWithoutAKeyFrameAtItsStart_IsRefused()
    {
        var segment = title.Chunks[0].Segments[0];
        var late = segment with { Samples = segment.Samples[1..] };
        Assert.Equal(CmafFault.GridMismatch, Assert.Throws<CmafFormatException>(() => TrickPlayFragment.Cut(title.Chunks[0].Init, late, 0)).Fault);
    }

    private static async Task<List<string>> FramesAsync(string file)
    {
        var text = System.Text.Encoding.ASCII.GetString(await MediaTools.FfmpegAsync("-i", file, "-fps_mode", "passthrough", "-f", "framemd5", "-"));
        return [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(',')[^1].Trim())];
    }
}
