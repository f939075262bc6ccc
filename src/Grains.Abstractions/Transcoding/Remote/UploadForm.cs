using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Transcoding.Remote;

/// <summary>A signed form by which one file of an item can be stored for a while.</summary>
/// <param name="Url">Where to POST it, as <c>multipart/form-data</c>.</param>
/// <param name="Fields">Its fields but for the file, which comes last and is called <c>file</c>.</param>
public sealed record UploadForm(Uri Url, ImmutableDictionary<string, string> Fields);
