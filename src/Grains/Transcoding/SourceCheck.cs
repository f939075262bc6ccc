using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Subtitles;

namespace StreamVerse.Grains.Transcoding;

/// <summary>
/// Whether what a worker says of a source can be. All of a job follows from it (how many chunks it has, the options of
/// other workers' encoders, the names that viewers see), and who says it opens files of strangers.
/// </summary>
internal static partial class SourceCheck
{
    /// <summary>Times that containers give are below this, in seconds; what a track is counted in may begin anywhere.</summary>
    private const double MaxTime = 1e12;

    private const int MaxRateNumerator = 1_000_000;
    private const int MaxChannels = 512;
    private const int MaxWords = 200;
    private const int MaxNotices = 4 * AcceptedSources.MaxTracks;
    private const int MaxNoticeLength = 1_000;

    /// <summary>An interval of key frames is no longer than the video, and a preroll one and a half of it and a gap.</summary>
    private static readonly double MaxReach = 2 * AcceptedSources.MaxDuration.TotalSeconds;

    /// <summary>What of a title's source cannot be, as the end of a sentence; <see langword="null"/> where all of it can.</summary>
    public static string? FaultOf(SourceDescription? source) => source switch
    {
        null => "an inspection without a source",
        { Video: null } => "a source without a video",
        { SizeBytes: <= 0 } => "a source without a byte",
        { Audio.IsDefault: true } or { Subtitles.IsDefault: true } => "a source without a list of its tracks",
        { Audio.Length: > AcceptedSources.MaxTracks } or { Subtitles.Length: > AcceptedSources.MaxTracks } => $"a source of more than {AcceptedSources.MaxTracks} tracks of a kind",
        _ when !IsText(source.Container, MaxWords) => "a container without a name",
        _ when !IsTime(source.StartTimeMicroseconds / 1e6) => "a source that begins at no time",
        _ => FaultOf(source.Video)
            ?? source.Audio.Select(FaultOf).FirstOrDefault(static fault => fault is not null)
            ?? source.Subtitles.Select(FaultOf).FirstOrDefault(static fault => fault is not null)
            ?? FaultOf(source.Notices),
    };

    /// <summary>What of a track's source cannot be; <see langword="null"/> where all of it can.</summary>
    public static string? FaultOf(TrackSource? source) => source switch
    {
        null => "an inspection without a source",
        _ when !IsTime(source.StartMicroseconds / 1e6) => "a track that begins at no time",
        { Audio: null, DurationSeconds: not (>= 0 and <= WebVttDocument.MaxHours * 3600.0) } => "subtitles of no length",
        { Audio: not null } when !(source.DurationSeconds >= 0 && source.DurationSeconds <= AcceptedSources.MaxDuration.TotalSeconds) =>
            string.Create(CultureInfo.InvariantCulture, $"sound of {source.DurationSeconds:0.#} s, where at most {AcceptedSources.MaxDuration.TotalHours:0} hours are accepted"),
        _ => (source.Audio is null ? null : FaultOf(source.Audio)) ?? FaultOf(source.Notices),
    };

    private static string? FaultOf(SourceVideoTrack video) => video switch
    {
        { StreamIndex: < 0 } => "a video in no stream",
        { CodedWidth: < AcceptedSources.MinSide or > AcceptedSources.MaxSide } or { CodedHeight: < AcceptedSources.MinSide or > AcceptedSources.MaxSide } =>
            $"pictures of {video.CodedWidth}x{video.CodedHeight}",
        { DisplayWidth: < AcceptedSources.MinSide or > AcceptedSources.MaxSide * AcceptedSources.MaxPixelAspect }
            or { DisplayHeight: < AcceptedSources.MinSide or > AcceptedSources.MaxSide * AcceptedSources.MaxPixelAspect } =>
            $"pictures that are shown in {video.DisplayWidth}x{video.DisplayHeight}",
        { RotationDegrees: not (0 or 90 or 180 or 270) } => $"pictures that are turned by {video.RotationDegrees} degrees",
        { OutputFrameRate.Numerator: > MaxRateNumerator } or { OutputFrameRate.FramesPerSecond: not (>= AcceptedSources.MinFramesPerSecond and <= EncodePlanner.MaxFramesPerSecond) } =>
            $"a frame rate of {video.OutputFrameRate}",
        { OutputFrameCount: < 2 } => "a video of fewer than two pictures",
        _ when video.OutputFrameCount > AcceptedSources.MaxFrames(video.OutputFrameRate) =>
            $"a video of {video.OutputFrameCount} pictures at {video.OutputFrameRate} a second, where at most {AcceptedSources.MaxDuration.TotalHours:0} hours are accepted",
        { TimeBase.Numerator: <= 0 } or { TimeBase.Denominator: <= 0 } => "a video whose time is counted in nothing",
        _ when !IsTime(video.FirstPts * video.TimeBase.Value) => "a video that begins at no time",
        _ when !IsReach(video.PrerollSeconds) || !IsReach(video.KeyIntervalSeconds) => "key frames without end",
        { BitDepth: < 8 or > 16 } => $"samples of {video.BitDepth} bits",
        { BitsPerSecond: < 0 } => "a negative bit rate",
        _ when !Enum.IsDefined(video.ScanType) || !Enum.IsDefined(video.DynamicRange) => "pictures of an unknown kind",
        _ when !IsName(video.Codec) || !IsName(video.ColourMatrix) => "a codec or colours without a name",
        _ => null,
    };

    private static string? FaultOf(SourceAudioTrack track) => track switch
    {
        null or { StreamIndex: < 0 } => "a sound in no stream",
        { Channels: < 1 or > MaxChannels } => $"sound of {track.Channels} channels",
        _ when !IsName(track.Codec) || !IsText(track.ChannelLayout, MaxWords) => "sound without a codec's name",
        _ => FaultOf(track.Language, track.Title),
    };

    private static string? FaultOf(SourceSubtitleTrack track) => track switch
    {
        null or { StreamIndex: < 0 } => "subtitles in no stream",
        _ when !IsName(track.Codec) => "subtitles without a codec's name",
        _ => FaultOf(track.Language, track.Title),
    };

    private static string? FaultOf(string language, string? title) =>
        language is null || !Language().IsMatch(language) ? "a track whose language is none"
        : title is not null && !IsText(title, AcceptedSources.MaxTitleLength) ? "a track whose title is none"
        : null;

    private static string? FaultOf(ImmutableArray<string> notices) =>
        notices is { IsDefault: false, Length: <= MaxNotices } && notices.All(static notice => IsText(notice, MaxNoticeLength)) ? null : "notices without end";

    private static bool IsTime(double seconds) => Math.Abs(seconds) <= MaxTime;

    private static bool IsReach(double seconds) => seconds >= 0 && seconds <= MaxReach;

    /// <summary>Whether it is a name as ffmpeg has them: it may become a part of a filter's options.</summary>
    private static bool IsName(string? text) => text is not null && Name().IsMatch(text);

    /// <summary>Whether it is a line of text.</summary>
    private static bool IsText(string? text, int most) => text is not null && text.Length <= most && !text.Any(char.IsControl);

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,64}\z", RegexOptions.None, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}\z", RegexOptions.None, 1000)]
    private static partial Regex Language();
}
