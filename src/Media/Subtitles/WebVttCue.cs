namespace StreamVerse.Media.Subtitles;

/// <summary>One text of a subtitle track, and when it shows (WebVTT, section 3.1).</summary>
/// <param name="Start">When it appears, from the title's beginning; not negative.</param>
/// <param name="End">When it goes; after <paramref name="Start"/>.</param>
/// <param name="Text">The lines, in WebVTT's markup; no line is empty, and none holds an arrow.</param>
/// <param name="Settings">Where on the picture, as WebVTT writes it; empty for the usual place.</param>
/// <param name="Identifier">The cue's name, if it has one.</param>
public sealed record WebVttCue(TimeSpan Start, TimeSpan End, string Text, string Settings = "", string? Identifier = null);
