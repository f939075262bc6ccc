using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using StreamVerse.Gateway.Playback;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Timelines;
using StreamVerse.Storage.Cache;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Gateway.Tests.Playback;

/// <summary>However many viewers ask, stores and grains are asked once.</summary>
public sealed class PresentationCacheTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly GatewayMetrics _metrics = ActivatorUtilities.CreateInstance<GatewayMetrics>(new ServiceCollection().AddMetrics().BuildServiceProvider());
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();
    private readonly IObjectStore _objects = Substitute.For<IObjectStore>();
    private readonly ITitleGrain _title = Substitute.For<ITitleGrain>();
    private readonly Guid _id = Guid.NewGuid();
    private readonly ICache _shared;

    public PresentationCacheTests()
    {
        _shared = new ServiceCollection().AddSingleton<TimeProvider>(_clock).AddCache(new ConfigurationBuilder().Build()).BuildServiceProvider().GetRequiredService<ICache>();
        _grains.GetGrain<ITitleGrain>(_id, null).Returns(_title);
        _objects.OpenReadAsync(default, null, default).ReturnsForAnyArgs(Task.FromResult<ObjectReading?>(null));
    }

    [Fact]
    public async Task Get_ManyAtOnce_TitleIsAskedOnce()
    {
        TaskCompletionSource<Presentation?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _title.GetPresentation().Returns(answer.Task);
        using var cache = NewCache();
        var asked = Enumerable.Range(0, 50).Select(_ => cache.GetAsync(_id, "1")).ToArray();
        answer.SetResult(Growing(2));
        var outputs = await Task.WhenAll(asked);
        Assert.Single(outputs.Distinct());
        await _title.Received(1).GetPresentation();
    }

    [Fact]
    public async Task Get_Growing_AskedAtMostOnceASecondAndRenderedAgainOnlyWhenItGrew()
    {
        _title.GetPresentation().Returns(Growing(2), Growing(2), Growing(3));
        using var cache = NewCache();
        var first = await cache.GetAsync(_id, "1");
        Assert.Same(first, await cache.GetAsync(_id, "1"));
        Assert.Same(first, cache.TryGet(_id, "1"));
        _clock.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Null(cache.TryGet(_id, "1"));
        Assert.Same(first, await cache.GetAsync(_id, "1"));
        _clock.Advance(TimeSpan.FromSeconds(1.1));
        Assert.NotSame(first, await cache.GetAsync(_id, "1"));
        await _title.Received(3).GetPresentation();
    }

    [Fact]
    public async Task Get_Fails_IsTriedAgainAtTheNextRequest()
    {
        _title.GetPresentation().Returns<Task<Presentation?>>(_ => throw new TimeoutException(), _ => Task.FromResult<Presentation?>(Growing(1)));
        using var cache = NewCache();
        await Assert.ThrowsAsync<TimeoutException>(() => cache.GetAsync(_id, "1"));
        Assert.NotNull(await cache.GetAsync(_id, "1"));
    }

    [Fact]
    public async Task Get_OtherVersion_IsNothing()
    {
        _title.GetPresentation().Returns(Growing(1));
        using var cache = NewCache();
        Assert.Null(await cache.GetAsync(_id, "2"));
    }

    [Fact]
    public async Task Forget_Deleted_IsAskedAgain()
    {
        _title.GetPresentation().Returns(Growing(1));
        using var cache = NewCache();
        await cache.GetAsync(_id, "1");
        await cache.ForgetAsync(_id);
        Assert.Null(cache.TryGet(_id, "1"));
    }

    [Fact]
    public async Task Require_NewerFactsThanKnown_AreReadBeforeTheirTime()
    {
        _title.GetPresentation().Returns(Growing(1), Growing(1) with { Revision = 1, Audio = [French] });
        using var cache = NewCache();
        var first = await cache.GetAsync(_id, "1");
        cache.Require(_id, "1", 0);
        Assert.Same(first, await cache.GetAsync(_id, "1"));
        cache.Require(_id, "1", 1);
        var second = await cache.GetAsync(_id, "1");
        Assert.NotSame(first, second);
        cache.Require(_id, "1", 1);
        Assert.Same(second, await cache.GetAsync(_id, "1"));
    }

    [Fact]
    public async Task Get_TrackAdded_IsRenderedAgainWhenTheFactsAreReadAgain()
    {
        _title.GetPresentation().Returns(Growing(1), Growing(1) with { Audio = [French] });
        using var cache = NewCache();
        var first = await cache.GetAsync(_id, "1");
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.NotSame(first, await cache.GetAsync(_id, "1"));
    }

    private PresentationCache NewCache() => new(_grains, _objects, new SharedPresentations(_shared, _clock), _metrics, _clock, NullLogger<PresentationCache>.Instance);

    private static AudioRendition French { get; } = new("a2-fr-2ch", "fr", "French", 2, "mp4a.40.2", 130_000, 128_000, false);

    private static Presentation Growing(int segments) => new(
        "1", new SegmentGrid(new FrameRate(25, 1), 2000), segments, false, [new VideoRendition("v360", 640, 360, "avc1.64001e", 800_000, 500_000)], [], [], null, null);
}
