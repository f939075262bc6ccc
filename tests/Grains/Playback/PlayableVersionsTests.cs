using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Playback;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Grains.Tests.Playback;

/// <summary>A title that lives on a silo of an older version, which knows no such question.</summary>
public sealed class PlayableVersionsTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ITitleGrain _title = Substitute.For<ITitleGrain>();
    private readonly PlayableVersions _versions;

    public PlayableVersionsTests()
    {
        var grains = Substitute.For<IGrainFactory>();
        grains.GetGrain<ITitleGrain>(Arg.Any<Guid>()).Returns(_title);
        _versions = new PlayableVersions(grains, _clock);
        _title.GetPresentation().Returns(new Presentation("2", new SegmentGrid(new FrameRate(25, 1), 100), 1, true, [], [], [], null, null) { Revision = 3 });
    }

    [Fact]
    public async Task FindAsync_SiloOfTheSameVersion_IsAskedForNoMore()
    {
        _title.GetPlayable().Returns(new PlayableVersion("2", 3));
        Assert.Equal(new PlayableVersion("2", 3), await _versions.FindAsync(Guid.NewGuid()));
        await _title.DidNotReceive().GetPresentation();
    }

    [Fact]
    public async Task FindAsync_SiloOfAnOlderVersion_IsAskedAsItUnderstandsForAWhile()
    {
        _title.GetPlayable().ThrowsAsync(new TypeLoadException("Unable to resolve type alias"));
        Assert.Equal(new PlayableVersion("2", 3), await _versions.FindAsync(Guid.NewGuid()));
        Assert.Equal(new PlayableVersion("2", 3), await _versions.FindAsync(Guid.NewGuid()));
        await _title.Received(1).GetPlayable();

        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(new PlayableVersion("2", 3), await _versions.FindAsync(Guid.NewGuid()));
        await _title.Received(2).GetPlayable();
    }

    [Fact]
    public async Task FindAsync_NothingToPlay_IsNull()
    {
        _title.GetPlayable().Returns((PlayableVersion?)null);
        Assert.Null(await _versions.FindAsync(Guid.NewGuid()));
    }
}
