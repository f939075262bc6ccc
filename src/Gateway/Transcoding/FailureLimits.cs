using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Gateway.Transcoding;

/// <summary>How much a worker may say of what failed: it is kept with the title, and shown.</summary>
internal static class FailureLimits
{
    /// <summary>Longest code.</summary>
    public const int CodeCharacters = 64;

    /// <summary>Longest sentence for the uploader.</summary>
    public const int MessageCharacters = 1_000;

    /// <summary>Longest log of a tool.</summary>
    public const int LogCharacters = 16_000;

    /// <summary>The failure with no more than that: of code and message the beginning stays, of the log, whose last lines tell the most, the end.</summary>
    public static WorkFailure Cut(WorkFailure failure) => failure with
    {
        Code = Beginning(failure.Code, CodeCharacters),
        Message = Beginning(failure.Message, MessageCharacters),
        Log = failure.Log is { Length: > LogCharacters } log ? log[^LogCharacters..] : failure.Log,
    };

    private static string Beginning(string text, int most) => text.Length <= most ? text : text[..most];
}
