using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using StreamVerse.Encoding.Capabilities;
using StreamVerse.Testing;

namespace StreamVerse.Worker.Tests;

/// <summary>Encoders are tested when nothing is known of them, and when they are doubted.</summary>
public sealed class ProvenEncodersTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
    private readonly IEncoderProbe _probe = Substitute.For<IEncoderProbe>();

    public ProvenEncodersTests()
    {
        _probe.Subject.Returns("this machine, this ffmpeg");
        _probe.ProbeAsync(default).ReturnsForAnyArgs([new EncoderCapability("libx264", true, "encoded test pictures", 95), new EncoderCapability("aac", true, "encoded a test tone", null)]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task GetAsync_WorkerRestarted_BelievesWhatItProvedBefore()
    {
        var first = await Start().GetAsync();
        var again = await Start().GetAsync();

        Assert.Equal(first.Encoders, again.Encoders);
        Assert.Equal(first.Speeds, again.Speeds);
        Assert.Equal(1, again.SelfTests);
        await TestedAsync(1);
    }

    [Fact]
    public async Task RepeatAsync_BelievedProofIsDoubted_TestsAndKeepsTheNewOne()
    {
        await Start().GetAsync();
        var encoders = Start();
        Assert.Equal(2, (await encoders.RepeatAsync(await encoders.GetAsync())).SelfTests);
        await TestedAsync(2);
        await Start().GetAsync();
        await TestedAsync(2);
    }

    [Theory]
    [InlineData("another ffmpeg", 0)]
    [InlineData(null, 0)]
    [InlineData("this machine, this ffmpeg", 61)]
    [InlineData("this machine, this ffmpeg", -1)]
    public async Task GetAsync_ProofHoldsForSomethingElseOrIsOld_Tests(string? subject, int minutesLater)
    {
        await Start().GetAsync();
        _probe.Subject.Returns(subject);
        FakeTimeProvider later = new(_clock.GetUtcNow().AddMinutes(minutesLater));

        await Start(later).GetAsync();

        await TestedAsync(2);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"Subject":"this machine, this ffmpeg","ProvenAt":"2026-11-29T12:00:00Z","Encoders":["libx264","aac"],"Speeds":[1]}""")]
    public async Task GetAsync_KeptFileIsDamaged_Tests(string content)
    {
        await File.WriteAllTextAsync(_folder.File("test.encoders.json"), content, TestContext.Current.CancellationToken);

        await Start().GetAsync();

        await TestedAsync(1);
    }

    [Fact]
    public async Task GetAsync_ProofCannotBeKept_IsGivenAllTheSame()
    {
        Directory.CreateDirectory(_folder.File("test.encoders.json"));

        Assert.Equal(["libx264", "aac"], (await Start().GetAsync()).Encoders);
    }

    private ProvenEncoders Start(TimeProvider? clock = null) =>
        new(_probe, new KeptProofs(Options.Create(new WorkerOptions { Name = "test", ScratchPath = _folder.Path }), clock ?? _clock, NullLogger<KeptProofs>.Instance), clock ?? _clock);

    private Task TestedAsync(int times) => _probe.Received(times).ProbeAsync(Arg.Any<CancellationToken>());
}
