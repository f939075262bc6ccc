using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>A title as clients see it; also the JSON of <c>GET /v1/titles/{id}</c>.</summary>
/// <param name="Id">The title's id, 32 hexadecimal digits.</param>
/// <param name="Title">The name shown to viewers.</param>
/// <param name="FileName">The uploaded file's own name.</param>
/// <param name="State">Where it is on its way.</param>
/// <param name="Progress">How much of the work is done, 0 to 1; 1 exactly when published.</param>
/// <param name="Step">What is being done, for people; <see langword="null"/> when nothing is.</param>
/// <param name="Speed">Seconds of video finished per second, over the last while; <see langword="null"/> when unknown.</param>
/// <param name="SecondsLeft">Estimated seconds until it is published; <see langword="null"/> when unknown.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="DurationSeconds">How long it plays; <see langword="null"/> before inspection.</param>
/// <param name="PlayableSeconds">How much of it, from the start, can be watched now.</param>
/// <param name="Renditions">What it can be watched and heard in.</param>
/// <param name="Notices">Sentences for the uploader about what was found and could not be carried.</param>
/// <param name="SizeBytes">Size of the source.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Revision">Grows with every change; orders the events of one title.</param>
/// <param name="PosterUrl">
/// A picture of the title: a path of this API whose fragment <c>#xywh=x,y,width,height</c> (Media Fragments URI 1.0,
/// section 4.2.2) names the part to show; <see langword="null"/> while there is none.
/// </param>
/// <param name="Additions">Tracks on their way into the title, or that failed to get there.</param>
/// <param name="Encode">The last re-encode that was asked for since the publication; <see langword="null"/> where there was none.</param>
/// <param name="HasOriginal">Whether the uploaded file is still there: only then can the title be made anew.</param>
[GenerateSerializer, Immutable]
[Alias("sv.TitleView")]
public sealed record TitleView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Title,
    [property: Id(2)] string FileName,
    [property: Id(3)] TitleState State,
    [property: Id(4)] double Progress,
    [property: Id(5)] string? Step,
    [property: Id(6)] double? Speed,
    [property: Id(7)] double? SecondsLeft,
    [property: Id(8)] TitleError? Error,
    [property: Id(9)] double? DurationSeconds,
    [property: Id(10)] double PlayableSeconds,
    [property: Id(11)] ImmutableArray<TitleRendition> Renditions,
    [property: Id(12)] ImmutableArray<string> Notices,
    [property: Id(13)] long SizeBytes,
    [property: Id(14)] DateTimeOffset CreatedAt,
    [property: Id(15)] long Revision,
    [property: Id(16)] string? PosterUrl,
    [property: Id(17)] ImmutableArray<TrackAddition> Additions,
    [property: Id(18)] TitleEncode? Encode = null,
    [property: Id(19)] bool HasOriginal = true);
