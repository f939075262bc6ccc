using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Tests.Transcoding;

public sealed class WorkKindsTests
{
    [Fact]
    public void Known_EveryKindOfItem_IsAmongThem()
    {
        var kinds = typeof(WorkItem).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(WorkItem))).ToList();

        Assert.Equal(kinds.Count, WorkKinds.Known.Length);
        Assert.Equal("inspection", WorkKinds.Of(new InspectWork()));
    }

    [Fact]
    public void CanTake_WorkerThatDoesNotTell_GetsTheKindsThatThereAlwaysWere()
    {
        var older = new WorkerDescription("older/0", ["aac"]);

        Assert.True(older.CanTake(new InspectWork()));
        Assert.Equal(["audio", "chunk", "inspection", "subtitles", "track-audio", "track-inspection", "track-subtitles"], WorkKinds.Oldest);
        Assert.Subset(WorkKinds.Known.ToHashSet(), WorkKinds.Oldest.ToHashSet());
        Assert.False((older with { Kinds = ["audio"] }).CanTake(new InspectWork()));
    }
}
