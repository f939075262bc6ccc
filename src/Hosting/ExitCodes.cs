namespace StreamVerse.Hosting;

/// <summary>How our programs end, so that whoever restarts them knows whether that is of use (BSD's sysexits).</summary>
public static class ExitCodes
{
    /// <summary>As it was told to.</summary>
    public const int Ok = 0;

    /// <summary>For a reason that its log tells; starting it again may help.</summary>
    public const int Failed = 1;

    /// <summary>A store refuses, or has tables of another version: somebody must mend that first.</summary>
    public const int Unavailable = 69;

    /// <summary>The configuration cannot be worked with: starting it again is of no use before it is changed.</summary>
    public const int Misconfigured = 78;
}
