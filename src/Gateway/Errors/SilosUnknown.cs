namespace StreamVerse.Gateway.Errors;

/// <summary>
/// A gateway that has not met a silo yet knows no kind of grain, and Orleans takes a call for one of a kind that there is not.
/// </summary>
internal static class SilosUnknown
{
    private const string Resolver = "Orleans.GrainInterfaceTypeToGrainTypeResolver";

    /// <summary>Whether an exception comes of that. All kinds of grains are in one program, so no other cause is left.</summary>
    public static bool IsCauseOf(Exception exception) => exception is ArgumentException { TargetSite.DeclaringType.FullName: Resolver };
}
