namespace StreamVerse.Gateway.Errors;

/// <summary>
/// A gateway that has not met a silo yet knows no kind of grain, and Orleans takes a call for one of a kind that there is not.
/// </summary>
internal static class SilosUnknown
{
    /// <summary>
    /// How Orleans 10.4.2 says it. It has no type of its own for this, and the method that throws cannot be relied on: the
    /// compiler inlines it into its caller after a while.
    /// </summary>
    private const string Said = "Could not find an implementation for interface";

    /// <summary>Whether an exception comes of that. All kinds of grains are in one program, so no other cause is left.</summary>
    public static bool IsCauseOf(Exception exception) => exception is ArgumentException && exception.Message.StartsWith(Said, StringComparison.Ordinal);
}
