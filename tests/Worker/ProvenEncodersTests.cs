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
    private readonly LogLines<ProvenEncoders> _log = new();

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

    [Fact]
    public async Task GetAsync_NoFfmpeg_SaysWhatIsMissingOnceAMinuteAndTestsNothing()
    {
        _probe.MissingPrograms.Returns(static _ => ["There is no program 'ffmpeg' (setting StreamVerse:Encoding:FfmpegPath)."]);
        var encoders = Start();
        for (var second = 0; second < 59; second++)
        {
            await Assert.ThrowsAsync<EncodersUnprovenException>(encoders.GetAsync);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Contains("There is no program 'ffmpeg' (setting StreamVerse:Encoding:FfmpegPath). Install", encoders.FindFault(), StringComparison.Ordinal);
        Assert.Single(_log.Lines);
        _clock.Advance(ProvenEncoders.RetryInterval);
        await Assert.ThrowsAsync<EncodersUnprovenException>(encoders.GetAsync);
        Assert.Equal(2, _log.Lines.Count);
        Assert.All(_log.Lines, static line => Assert.DoesNotContain('[', line));
        await TestedAsync(0);
    }

    [Fact]
    public async Task GetAsync_FfmpegAppears_IsProvenAfterTheNextLook()
    {
        _probe.MissingPrograms.Returns(static _ => ["There is no program 'ffprobe' (setting StreamVerse:Encoding:FfprobePath)."], static _ => []);
        var encoders = Start();
        await Assert.ThrowsAsync<EncodersUnprovenException>(encoders.GetAsync);
        await Assert.ThrowsAsync<EncodersUnprovenException>(encoders.GetAsync);
        _clock.Advance(ProvenEncoders.RetryInterval);

        Assert.Equal(1, (await encoders.GetAsync()).SelfTests);

        Assert.Null(encoders.FindFault());
        Assert.Equal(["Error", "Information"], _log.Lines.Select(static line => line.Split(':')[0]));
    }

    [Fact]
    public async Task GetAsync_AnEncoderIsMissing_NamesItAndFfmpegsReasonInOneLine()
    {
        _probe.ProbeAsync(TestContext.Current.CancellationToken).ReturnsForAnyArgs([new EncoderCapability("libx264", false, "ffmpeg cannot do this:\nUnknown encoder 'libx264'.", null), new EncoderCapability("aac", true, "encoded a test tone", null)]);
        var encoders = Start();

        var thrown = await Assert.ThrowsAsync<EncodersUnprovenException>(encoders.GetAsync);

        Assert.Contains("cannot encode with libx264 on this machine: ffmpeg cannot do this: Unknown encoder 'libx264'. Install", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(thrown.Message, encoders.FindFault());
    }

    [Fact]
    public async Task GetAsync_TestThrowsSomethingElse_IsUnprovenAndTheLogHasIt()
    {
        _probe.ProbeAsync(TestContext.Current.CancellationToken).ReturnsForAnyArgs(Task.FromException<IReadOnlyList<EncoderCapability>>(new IOException("secret place")));

        var thrown = await Assert.ThrowsAsync<EncodersUnprovenException>(Start().GetAsync);

        Assert.DoesNotContain("secret", thrown.Message, StringComparison.Ordinal);
        Assert.Contains($"[{nameof(IOException)}]", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisposeAsync_StillTesting_EndsTheTestAndSaysNothing()
    {
        TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _probe.ProbeAsync(TestContext.Current.CancellationToken).ReturnsForAnyArgs(async call =>
        {
            began.SetResult();
            await Task.Delay(Timeout.Infinite, call.Arg<CancellationToken>());
            return [];
        });
        var encoders = Start();
        var testing = encoders.GetAsync();
        await began.Task.WaitAsync(TestContext.Current.CancellationToken);

        await encoders.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => testing);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task FindFault_BeforeAnythingIsKnown_SaysThatTheyAreTested()
    {
        var encoders = Start();
        Assert.Contains("tested", encoders.FindFault(), StringComparison.Ordinal);
        await encoders.GetAsync();
        Assert.Null(encoders.FindFault());
    }

    private ProvenEncoders Start(TimeProvider? clock = null) =>
        new(_probe, new KeptProofs(Options.Create(new WorkerOptions { Name = "test", ScratchPath = _folder.Path }), clock ?? _clock, NullLogger<KeptProofs>.Instance), clock ?? _clock, _log);

    private Task TestedAsync(int times) => _probe.Received(times).ProbeAsync(Arg.Any<CancellationToken>());
}
