using Microsoft.Extensions.DependencyInjection;
using StreamVerse.Storage.Relational;

namespace StreamVerse.Grains.Tests.Events;

/// <summary>What a silo needs for probes, with pauses that suit tests.</summary>
internal static class ProbeSettings
{
    public const int MaxTries = 3;

    public static IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["StreamVerse:Events:PollInterval"] = "00:00:00.1",
        ["StreamVerse:Events:MaxTries"] = "3",
        ["StreamVerse:Events:LongestPause"] = "00:00:00.2",
    };

    public static void AddProbes(this ISiloBuilder silo, Probes probes) =>
        silo.Services.AddGrainBlob<ProbeRecord>().AddGrainBlob<ProbeTaken>().AddSingleton(probes);
}
