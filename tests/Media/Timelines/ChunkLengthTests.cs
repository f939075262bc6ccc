using FsCheck.Xunit;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Tests.Timelines;

public sealed class ChunkLengthTests
{
    private static readonly FrameRate s_rate = new(25, 1);

    [Property(Arbitrary = [typeof(SegmentGridTests.Grids)])]
    public bool Choose_AnyTitle_IsALengthThatFillsSheetsAndLeavesTwoSlotsWork(SegmentGrid grid)
    {
        var chosen = grid with { SegmentsPerChunk = ChunkLength.Choose(grid, 4) };
        return chosen.SegmentsPerChunk is 1 or 2 or 4 or 6 or 8 && (grid.SegmentCount == 1 || chosen.ChunkCount > 1);
    }

    [Property(Arbitrary = [typeof(SegmentGridTests.Grids)])]
    public bool Choose_WhateverTheGridSaid_IsTheSame(SegmentGrid grid) =>
        ChunkLength.Choose(grid, 12) == ChunkLength.Choose(grid with { SegmentsPerChunk = 8 }, 12);

    [Theory]
    [InlineData(32, 4.5, 2)]
    [InlineData(32, 60, 2)]
    [InlineData(64, 4.5, 4)]
    [InlineData(96, 4.5, 6)]
    [InlineData(128, 4.5, 8)]
    [InlineData(7200, 4.5, 8)]
    public void Choose_Title_IsShortWhereTheTitleIs(int seconds, double preroll, int expected) =>
        Assert.Equal(expected, ChunkLength.Choose(new SegmentGrid(s_rate, 25L * seconds), preroll));

    [Fact]
    public void Choose_LongerPreroll_TakesNoShorterChunks()
    {
        var lengths = new[] { 0.0, 4, 12, 30, 60 }.Select(preroll => ChunkLength.Choose(new SegmentGrid(s_rate, 25 * 80), preroll)).ToList();

        Assert.Equal(lengths.Order(), lengths);
    }
}
