using Microsoft.Extensions.Options;
using StreamVerse.Storage;

namespace StreamVerse.Hosting;

/// <summary>What keeps a program from starting, in one line for people.</summary>
public static class StartFaults
{
    /// <summary>Whether an exception's message alone tells what to do; of any other the stack trace is worth having.</summary>
    /// <param name="exception">What went wrong.</param>
    public static bool IsForPeople(Exception exception) =>
        exception is IOException or OptionsValidationException or UnauthorizedAccessException or InvalidDataException;

    /// <summary>How the program ends because of it: see <see cref="ExitCodes"/>.</summary>
    /// <param name="exception">What went wrong.</param>
    public static int ExitCodeOf(Exception exception) => exception switch
    {
        OptionsValidationException or InvalidDataException => ExitCodes.Misconfigured,
        StoreUnavailableException => ExitCodes.Unavailable,
        _ => ExitCodes.Failed,
    };
}
