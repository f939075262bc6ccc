using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Worker.Slots;

namespace StreamVerse.Worker.Tests.Slots;

public sealed class MemoryBudgetTests
{
    private static readonly WorkItem Item = new InspectWork();

    [Fact]
    public void Free_NothingRuns_AnythingMayBeTried() => Assert.Null(Budget(1).Free);

    [Fact]
    public void Take_ItemsComeAndGo_LeavesWhatTheyDoNotNeed()
    {
        var need = WorkCost.MemoryBytes(Item);
        var budget = Budget(3 * need);
        var first = budget.Take(Item);
        Assert.Equal(2 * need, budget.Free);
        using (budget.Take(Item))
        {
            Assert.Equal(need, budget.Free);
        }

        first.Dispose();
        Assert.Null(budget.Free);
    }

    [Fact]
    public void Take_MoreThanThereIs_LeavesNothing()
    {
        var budget = Budget(1);
        using var share = budget.Take(Item);
        Assert.Equal(0, budget.Free);
    }

    private static MemoryBudget Budget(long bytes) => new(Options.Create(new WorkerOptions { MemoryBytes = bytes }));
}
