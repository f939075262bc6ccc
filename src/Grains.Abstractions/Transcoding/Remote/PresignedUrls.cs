using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Transcoding.Remote;

/// <summary>Where objects can be read from for a while, without any other credential.</summary>
/// <param name="Urls">One URL for each object, in the order asked for.</param>
public sealed record PresignedUrls(ImmutableArray<Uri> Urls);
