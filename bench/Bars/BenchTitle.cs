namespace StreamVerse.Bench.Bars;

/// <summary>A state of the shape and size of a title's.</summary>
public sealed class BenchTitle
{
    public Guid OrgId { get; set; } = Guid.Parse("5f0c1d3a-77b0-4f0e-9d55-0f6f0a4f2c11");

    public string Title { get; set; } = "The long way round";

    public string Description { get; set; } = string.Concat(Enumerable.Repeat("Two people, one boat and no plan. ", 12));

    public IReadOnlyList<string> Genres { get; set; } = ["documentary", "travel"];

    public string State { get; set; } = "transcoding";

    public long SizeBytes { get; set; } = 1_234_567_890;

    public double Progress { get; set; }

    public DateTimeOffset CreatedAt { get; set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
}
