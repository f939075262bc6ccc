namespace StreamVerse.Bench.Bars;

/// <summary>The bars, in the order in which they are measured.</summary>
internal static class BarList
{
    public static IReadOnlyList<IBar> All { get; } =
    [
        new TitleJobBar(), new PlaylistBar(), new SegmentBar(), new TokenBar(), new MemoryBar(), new GrainStorageBar(),
        new GrainCallBar(), new SessionStartBar(), new WorkerScalingBar(), new FarmBar(), new SessionMemoryBar(),
        new EventLatencyBar(),
    ];
}
