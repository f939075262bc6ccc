using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Worker.Tests;

/// <summary>Leases as a queue would give them.</summary>
internal static class TestLeases
{
    public static WorkLease Of(string sourcePath, WorkItem? item = null) => new(
        new WorkLeaseId(Guid.NewGuid(), 1, 1L << 32), Guid.NewGuid(), sourcePath, "titles/t/1", TimeSpan.FromSeconds(5), item ?? new InspectWork(), TimeSpan.FromSeconds(30), "test/0");
}
