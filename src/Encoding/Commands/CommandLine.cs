using System.Collections.Immutable;

namespace StreamVerse.Encoding.Commands;

/// <summary>Joins steps to the argument list of one ffmpeg run.</summary>
internal static class CommandLine
{
    /// <summary>The arguments of all steps, in order.</summary>
    public static ImmutableArray<string> Compose(params IEnumerable<ICommandStep> steps) =>
        [.. steps.SelectMany(step => step.Arguments)];

    /// <summary>Writes a number as ffmpeg reads it, whatever the machine's language.</summary>
    public static string Number(IFormattable value) => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
}
