using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Transcoding.Remote;

/// <summary>Where objects can be read from or put to for a while, without any other credential.</summary>
/// <param name="Urls">One URL for each name asked for, in that order.</param>
public sealed record PresignedUrls(ImmutableArray<Uri> Urls);
