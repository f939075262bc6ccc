using System.Collections.Immutable;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>What a job has come to, told to its title.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Phase">Where it is.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="Step">What is being done, for people.</param>
/// <param name="Speed">Seconds of video finished per second; <see langword="null"/> when unknown.</param>
/// <param name="SecondsLeft">Estimated seconds to the end; <see langword="null"/> when unknown.</param>
/// <param name="Presentation">What can be played; <see langword="null"/> while nothing can.</param>
/// <param name="DurationSeconds">How long the title plays; <see langword="null"/> before inspection.</param>
/// <param name="Notices">Sentences for the uploader.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Added">For a job that adds a track: its renditions, once they are made.</param>
[GenerateSerializer, Immutable]
[Alias("sv.JobReport")]
public sealed record JobReport(
    [property: Id(0)] Guid JobId,
    [property: Id(1)] JobPhase Phase,
    [property: Id(2)] double Progress,
    [property: Id(3)] string? Step,
    [property: Id(4)] double? Speed,
    [property: Id(5)] double? SecondsLeft,
    [property: Id(6)] Presentation? Presentation,
    [property: Id(7)] double? DurationSeconds,
    [property: Id(8)] ImmutableArray<string> Notices,
    [property: Id(9)] TitleError? Error,
    [property: Id(10)] TrackRenditions? Added = null);
