namespace StreamVerse.Gateway.Playback;

/// <summary>Body of <c>POST /v1/playback/sessions</c>.</summary>
/// <param name="TitleId">The title to play.</param>
internal sealed record StartSessionRequest(Guid TitleId);
