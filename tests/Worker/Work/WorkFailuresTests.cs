using StreamVerse.Encoding;
using StreamVerse.Encoding.Inspection;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Cmaf;
using StreamVerse.Storage;
using StreamVerse.Worker.Work;

namespace StreamVerse.Worker.Tests.Work;

/// <summary>What a person, and a job, hears of every way in which an item can fail.</summary>
public sealed class WorkFailuresTests
{
    private const string Secret = "/srv/secret-place";

    private static readonly Dictionary<string, (Exception Thrown, WorkFailureKind Kind, string Code)> Cases = new()
    {
        ["source refused"] = (new UnusableSourceException(UnusableSourceCodes.CutOff, "The end of the file is missing."), WorkFailureKind.Source, "source-cut-off"),
        ["ffmpeg: source"] = (Ffmpeg(FfmpegFailure.Source), WorkFailureKind.Source, "source-not-decodable"),
        ["ffmpeg: killed"] = (Ffmpeg(FfmpegFailure.Killed), WorkFailureKind.Transient, "encoder-killed"),
        ["ffmpeg: no space"] = (Ffmpeg(FfmpegFailure.OutOfSpace), WorkFailureKind.Worker, "scratch-full"),
        ["ffmpeg: no memory"] = (Ffmpeg(FfmpegFailure.OutOfMemory), WorkFailureKind.Transient, "out-of-memory"),
        ["ffmpeg: stalled"] = (Ffmpeg(FfmpegFailure.Stalled), WorkFailureKind.Transient, "encoder-stalled"),
        ["ffmpeg: absent"] = (Ffmpeg(FfmpegFailure.Unavailable), WorkFailureKind.Worker, "ffmpeg-unavailable"),
        ["store away"] = (new StoreUnavailableException("object store", "StreamVerse:Objects", Secret), WorkFailureKind.Store, "store-unavailable"),
        ["store full"] = (new StoreUnavailableException("object store", "StreamVerse:Objects", Secret) { IsOutOfSpace = true }, WorkFailureKind.Store, "store-full"),
        ["queue's store away"] = (new DomainException(ErrorKind.Unavailable, "store-unavailable", Secret), WorkFailureKind.Store, "store-unavailable"),
        ["queue's store full"] = (new DomainException(ErrorKind.OutOfSpace, "store-full", Secret), WorkFailureKind.Store, "store-full"),
        ["time-out"] = (new TimeoutException(Secret), WorkFailureKind.Store, "store-unavailable"),
        ["boxes off the grid"] = (new CmafFormatException(CmafFault.GridMismatch, "tfdt"), WorkFailureKind.Transient, "chunk-not-exact"),
        ["scratch full"] = (new IOException($"No space left on device : '{Secret}'", 28), WorkFailureKind.Worker, "scratch-full"),
        ["scratch over its quota"] = (new IOException($"Disk quota exceeded : '{Secret}'", 122), WorkFailureKind.Worker, "scratch-full"),
        ["another fault of a disk"] = (new IOException($"Input/output error : '{Secret}'", 5), WorkFailureKind.Transient, "internal"),
        ["scratch smaller than the source"] = (new NoScratchRoomException(30_100_000_000, 10_000_000_000, isForGood: true), WorkFailureKind.Worker, "scratch-too-small"),
        ["scratch taken by others"] = (new NoScratchRoomException(5, 10, isForGood: false), WorkFailureKind.Drained, "scratch-busy"),
        ["source gone"] = (new FileNotFoundException(Secret), WorkFailureKind.Source, "source-missing"),
        ["anything else"] = (new InvalidOperationException(Secret), WorkFailureKind.Transient, "internal"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_EveryFault_HasItsKindAndCodeAndASentence(string name)
    {
        var (thrown, kind, code) = Cases[name];

        var failure = WorkFailures.Of(thrown);

        Assert.Equal((kind, code), (failure.Kind, failure.Code));
        Assert.Matches(@"^[A-Z].*\.$", failure.Message);
        Assert.DoesNotContain(Secret, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FailuresOfFfmpeg_AreAllKnown() => Assert.Equal(
        Enum.GetValues<FfmpegFailure>().Order(),
        Cases.Values.Select(entry => entry.Thrown).OfType<FfmpegException>().Select(thrown => thrown.Failure).Order());

    [Fact]
    public void Of_Ffmpeg_KeepsItsLastLinesForOperators() => Assert.Equal("last lines", WorkFailures.Of(Ffmpeg(FfmpegFailure.Killed)).Log);

    [Fact]
    public void Of_RealFullDisk_IsAFullDisk()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full.");
        using var full = File.OpenHandle("/dev/full", access: FileAccess.Write);

        var thrown = Assert.ThrowsAny<IOException>(() => RandomAccess.Write(full, new byte[1], 0));

        Assert.Equal("scratch-full", WorkFailures.Of(thrown).Code);
    }

    [Fact]
    public void Of_SourceLargerThanTheScratch_SaysBothAndTheSetting()
    {
        var message = WorkFailures.Of(new NoScratchRoomException(30_100_000_000, 10_000_000_000, isForGood: true)).Message;
        Assert.All((string[])["30.1 GB", "10.0 GB", "StreamVerse:Worker:ScratchBytes"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static FfmpegException Ffmpeg(FfmpegFailure failure) => new("ffmpeg", failure, 1, "last lines");
}
