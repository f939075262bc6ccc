namespace StreamVerse.Grains.Tests.Events;

/// <summary>What a probe's consumer has taken, in that order; effect and event id are one write.</summary>
public sealed class ProbeTaken
{
    public List<Guid> Ids { get; set; } = [];

    public List<int> Numbers { get; set; } = [];
}
