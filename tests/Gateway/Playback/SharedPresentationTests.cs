using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using StreamVerse.Gateway.Playback;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Timelines;
using StreamVerse.Storage;
using StreamVerse.Storage.Cache;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Gateway.Tests.Playback;

/// <summary>Two gateways with one cache: what one has read, the other does not read again, and never shows for longer or against a revision.</summary>
public sealed class SharedPresentationTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly IObjectStore _objects = Substitute.For<IObjectStore>();
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();
    private readonly ServiceProvider _services;
    private readonly ICache _cache;
    private readonly PresentationCache _first;
    private readonly PresentationCache _second;
    private readonly Guid _id = Guid.NewGuid();
    private Presentation? _stored = Complete();
    private bool _isGrowing;
    private int _readings;

    public SharedPresentationTests()
    {
        _services = new ServiceCollection().AddSingleton<TimeProvider>(_clock).AddCache(new ConfigurationBuilder().Build()).AddSingleton<GatewayMetrics>().BuildServiceProvider();
        _cache = _services.GetRequiredService<ICache>();
        _objects.OpenReadAsync(default, null, default).ReturnsForAnyArgs(_ => Task.FromResult(Read()));
        var title = Substitute.For<ITitleGrain>();
        title.GetPresentation().Returns(_ => Growing());
        _grains.GetGrain<ITitleGrain>(_id, null).Returns(title);
        _first = NewGateway();
        _second = NewGateway();
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task Get_AnotherGatewayHasReadIt_StoreIsNotRead()
    {
        Assert.NotNull(await _first.GetAsync(_id, "1"));
        Assert.NotNull(await _second.GetAsync(_id, "1"));
        Assert.Equal(1, _readings);
    }

    [Fact]
    public async Task Get_PassedOn_IsNoYoungerThanItWasRead()
    {
        await _first.GetAsync(_id, "1");
        _clock.Advance(TimeSpan.FromSeconds(4));
        await _second.GetAsync(_id, "1");
        _clock.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Null(_second.TryGet(_id, "1"));
        _stored = Complete() with { Revision = 1 };
        Assert.Equal(1, (await _second.GetAsync(_id, "1"))!.Revision);
        Assert.Equal(1, (await _first.GetAsync(_id, "1"))!.Revision);
        Assert.Equal(2, _readings);
    }

    [Fact]
    public async Task Require_NewerThanWasPassedOn_StoreIsRead()
    {
        await _first.GetAsync(_id, "1");
        _stored = Complete() with { Revision = 1 };
        _second.Require(_id, "1", 1);
        Assert.Equal(1, (await _second.GetAsync(_id, "1"))!.Revision);

        // An old one that comes late does not count either: this gateway knows better.
        await new SharedPresentations(_cache, _clock).TellAsync(_id, Complete(), _clock.GetUtcNow() + TimeSpan.FromSeconds(6));
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(1, (await _second.GetAsync(_id, "1"))!.Revision);
    }

    [Fact]
    public async Task Require_StoreFailsMeanwhile_IsStillRequiredAfterwards()
    {
        _second.Require(_id, "1", 1);
        _stored = null;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _second.GetAsync(_id, "1"));
        _stored = Complete();
        await _first.GetAsync(_id, "1");
        _stored = Complete() with { Revision = 1 };
        Assert.Equal(1, (await _second.GetAsync(_id, "1"))!.Revision);
    }

    [Fact]
    public async Task Get_StoreIsAwayAtANewGateway_IsWhatAnotherReadWithinHalfAMinute()
    {
        await _first.GetAsync(_id, "1");
        _stored = null;
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.NotNull(await _second.GetAsync(_id, "1"));
        _clock.Advance(TimeSpan.FromSeconds(2));
        using var third = NewGateway();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => third.GetAsync(_id, "1"));
    }

    [Fact]
    public async Task Forget_Deleted_NoGatewayIsToldOfIt()
    {
        await _first.GetAsync(_id, "1");
        await _first.ForgetAsync(_id);
        await _second.GetAsync(_id, "1");
        Assert.Equal(2, _readings);
    }

    [Fact]
    public async Task Get_GrowingTitle_IsNotPassedOn()
    {
        _isGrowing = true;
        Assert.NotNull(await _first.GetAsync(_id, "1"));
        Assert.Null(await new SharedPresentations(_cache, _clock).FindAsync(_id, "1"));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task Get_SomethingElseInTheCache_StoreIsRead(string text)
    {
        await _cache.SetAsync(CachePolicies.Manifests, _id.ToString("N"), System.Text.Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
        Assert.NotNull(await _first.GetAsync(_id, "1"));
        Assert.Equal(1, _readings);
    }

    private static Presentation Growing() => Complete() with { IsComplete = false, PlayableSegments = 1 };

    private static Presentation Complete() => new(
        "1", new SegmentGrid(new FrameRate(25, 1), 2000), 20, true, [new VideoRendition("v360", 640, 360, "avc1.64001e", 800_000, 500_000)], [], [], null, null);

    private static ObjectReading ReadingOf(byte[] bytes) =>
        new(new ObjectInfo(new ObjectKey(Buckets.TranscodedProfiles, "facts"), bytes.Length, "etag", DateTimeOffset.UnixEpoch), new MemoryStream(bytes), bytes.Length);

    private ObjectReading? Read()
    {
        _readings++;
        return _isGrowing ? null
            : _stored is null ? throw new StoreUnavailableException("object store", "StreamVerse:Objects", "it is away")
            : ReadingOf(JsonSerializer.SerializeToUtf8Bytes(_stored, JsonSerializerOptions.Web));
    }

    private PresentationCache NewGateway() => new(
        _grains, _objects, new SharedPresentations(_cache, _clock), _services.GetRequiredService<GatewayMetrics>(), _clock, NullLogger<PresentationCache>.Instance);
}
