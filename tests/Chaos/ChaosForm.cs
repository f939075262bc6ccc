using StreamVerse.Chaos.Tests.Load;

namespace StreamVerse.Chaos.Tests;

/// <summary>How much is done: the short form in every test run, the long one with <c>./streamverse test --chaos</c>.</summary>
internal static class ChaosForm
{
    /// <summary>The trait by which the script leaves out what only the long form runs.</summary>
    public const string Trait = "Form";

    public const string Long = "long";

    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("STREAMVERSE_CHAOS") == Long;

    /// <summary>Only faults whose names hold this are tried, for who looks into one of them; empty: all of the form.</summary>
    public static string Only { get; } = Environment.GetEnvironmentVariable("STREAMVERSE_CHAOS_ONLY") ?? "";

    /// <summary>A clone in which an older version is built, to upgrade from, and then nothing else is tried; <see langword="null"/> where there is none.</summary>
    public static string? Older { get; } = Environment.GetEnvironmentVariable("STREAMVERSE_CHAOS_OLDER") is { Length: > 0 } path ? path : null;

    /// <summary>Whether clocks are set.</summary>
    public static bool SetsClocks { get; } = IsLong || Only.Contains("clock", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is offered while faults come. A machine that cannot take it says so in the table.</summary>
    public static LoadRates Rates { get; } = IsLong
        ? new LoadRates(Sessions: 200, Playlists: 2000, SecondsPerUpload: 10)
        : new LoadRates(Sessions: 10, Playlists: 100, SecondsPerUpload: 6);

    /// <summary>What is offered while silos are replaced and their number changes: what a single one can take beside others that start.</summary>
    public static LoadRates RollingRates { get; } = IsLong
        ? new LoadRates(Sessions: 50, Playlists: 500, SecondsPerUpload: 10)
        : Rates;

    /// <summary>For how long a process is stopped.</summary>
    public static TimeSpan Freeze { get; } = TimeSpan.FromSeconds(20);

    /// <summary>For how long a disk is full.</summary>
    public static TimeSpan DiskFull { get; } = TimeSpan.FromSeconds(IsLong ? 20 : 8);

    /// <summary>For how long a clock is an hour ahead.</summary>
    public static TimeSpan ClockAhead { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The least that a fault is looked at.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromSeconds(IsLong ? 15 : 4);
}
