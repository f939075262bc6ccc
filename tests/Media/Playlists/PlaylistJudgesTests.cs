using StreamVerse.Media.Playlists;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Tests.Presentations;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Tests.Playlists;

public sealed class PlaylistJudgesTests
{
    [Theory]
    [InlineData(24000, 1001, 172_627, null)]
    [InlineData(30000, 1001, 3_000, 8)]
    [InlineData(50, 1, 6_001, null)]
    [InlineData(25, 2, 333, 2)]
    [InlineData(1, 4, 10, null)]
    public async Task Render_RichTitle_SatisfiesEveryJudge(int numerator, int denominator, int frames, int? playable)
    {
        var grid = new SegmentGrid(new FrameRate(numerator, denominator), frames);
        var presentation = Samples.Rich(grid, playable);
        using var folder = new TemporaryFolder();
        folder.Write(PresentationPaths.MultivariantPlaylist, MultivariantPlaylist.Render(presentation));
        foreach (var video in presentation.Video)
        {
            folder.Write(PresentationPaths.MediaPlaylist(video.Id), MediaPlaylist.RenderVideo(presentation, video.Id));
        }

        foreach (var audio in presentation.Audio)
        {
            folder.Write(PresentationPaths.MediaPlaylist(audio.Id), MediaPlaylist.RenderAudio(presentation, audio.Id));
        }

        foreach (var subtitle in presentation.Subtitles)
        {
            folder.Write(PresentationPaths.MediaPlaylist(subtitle.Id), MediaPlaylist.RenderSubtitle(presentation, subtitle.Id));
        }

        folder.Write(PresentationPaths.TrickPlayPlaylist("v360"), MediaPlaylist.RenderTrickPlay(presentation));

        var verdicts = await Judges.JudgeAsync(folder.Path, TestContext.Current.CancellationToken);

        Assert.Equal(22, verdicts.Count);
        Assert.All(verdicts, verdict => Assert.Empty(verdict.Problems));
        Assert.All(verdicts.Where(verdict => verdict.File == "index.m3u8"), verdict => Assert.Equal(6, verdict.Variants));
        var seconds = grid.SegmentMicroseconds(presentation.PlayableSegments) / 1e6;
        Assert.All(
            verdicts.Where(verdict => verdict.File.StartsWith('v')),
            verdict => Assert.Equal(seconds, verdict.Duration!.Value, 1e-3));
        Assert.All(
            verdicts.Where(verdict => verdict.File.StartsWith('a')),
            verdict => Assert.InRange(verdict.Duration!.Value, seconds - 0.011, seconds + 0.022));
    }
}
