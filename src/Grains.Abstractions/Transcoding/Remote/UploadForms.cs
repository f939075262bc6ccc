using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Transcoding.Remote;

/// <summary>How results can be stored for a while, without any other credential.</summary>
/// <param name="Forms">One form for each name asked for, in that order.</param>
public sealed record UploadForms(ImmutableArray<UploadForm> Forms);
