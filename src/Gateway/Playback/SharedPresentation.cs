using StreamVerse.Media.Presentations;

namespace StreamVerse.Gateway.Playback;

/// <summary>Facts of a complete output that some gateway has read.</summary>
/// <param name="Facts">The facts.</param>
/// <param name="Age">How long ago they were read from the object store.</param>
internal sealed record SharedPresentation(Presentation Facts, TimeSpan Age);
