using System.Globalization;
using StreamVerse.Encoding;
using StreamVerse.Encoding.Inspection;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Cmaf;
using StreamVerse.Storage;

namespace StreamVerse.Worker.Work;

/// <summary>Says for the uploader, and for the job, why an item could not be done.</summary>
internal static class WorkFailures
{
    public static WorkFailure Of(Exception exception) => exception switch
    {
        UnusableSourceException source => new(WorkFailureKind.Source, source.Code, source.Message, null),
        FfmpegException { Failure: FfmpegFailure.Source } ffmpeg =>
            new(WorkFailureKind.Source, "source-not-decodable", "The file could not be decoded to its end: it seems to be damaged. Export it again and upload the new file.", ffmpeg.LastLines),
        FfmpegException { Failure: FfmpegFailure.OutOfSpace } ffmpeg =>
            OfWorker("scratch-full", "The encoding machine's disk is full. Free some room there, then retry.", ffmpeg.LastLines),
        FfmpegException { Failure: FfmpegFailure.OutOfMemory } ffmpeg =>
            Transient("out-of-memory", "Encoding needed more memory than it is given. Raise the limit or use a larger machine, then retry.", ffmpeg.LastLines),
        FfmpegException { Failure: FfmpegFailure.Unavailable } ffmpeg =>
            OfWorker("ffmpeg-unavailable", "The encoding machine cannot run ffmpeg. Repair its installation, then retry.", ffmpeg.LastLines),
        FfmpegException { Failure: FfmpegFailure.Stalled } ffmpeg =>
            Transient("encoder-stalled", "Encoding made no progress and was stopped. Retry; if it happens again, export the file anew and upload that.", ffmpeg.LastLines),
        FfmpegException ffmpeg => Transient("encoder-killed", "Encoding was stopped from outside again and again. Retry in a while.", ffmpeg.LastLines),
        NoScratchRoomException { IsForGood: true } room =>
            OfWorker("scratch-too-small", $"The file is too large for the encoding machine: it needs {InGigabytes(room.Needed)} of scratch room, and the machine gives {InGigabytes(room.Limit)}. Raise StreamVerse:Worker:ScratchBytes there, then retry.", null),
        NoScratchRoomException => new(WorkFailureKind.Drained, "scratch-busy", "The encoding machine's scratch room is taken by other files; whoever has room may go on.", null),
        StoreUnavailableException { IsOutOfSpace: true } store => OfStore("store-full", "The server's disk is full. Free some room, then retry.", store.Message),
        StoreUnavailableException store => OfStore("store-unavailable", "The object store did not answer. Retry in a while.", store.Message),
        CmafFormatException cmaf => Transient("chunk-not-exact", "A part of the video could not be encoded exactly. Retry; if it happens again, export the file anew and upload that.", cmaf.Message),
        DomainException { Kind: ErrorKind.OutOfSpace } => OfStore("store-full", "The server's disk is full. Free some room, then retry.", null),
        DomainException or TimeoutException => OfStore("store-unavailable", "The server's stores did not answer. Retry in a while.", exception.Message),
        IOException io when IsDiskFull(io) => OfWorker("scratch-full", "The encoding machine's disk is full. Free some room there, then retry.", null),
        FileNotFoundException => new(WorkFailureKind.Source, "source-missing", "The uploaded file is no longer there. Upload it again.", null),
        _ => Transient("internal", "Encoding failed for a reason that the server's log tells. Retry in a while.", null),
    };

    private static string InGigabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB");

    private static bool IsDiskFull(IOException exception) => (exception.HResult & 0xFFFF) is 28 or 122;

    private static WorkFailure OfWorker(string code, string message, string? log) => new(WorkFailureKind.Worker, code, message, log);

    private static WorkFailure OfStore(string code, string message, string? log) => new(WorkFailureKind.Store, code, message, log);

    private static WorkFailure Transient(string code, string message, string? log) => new(WorkFailureKind.Transient, code, message, log);
}
