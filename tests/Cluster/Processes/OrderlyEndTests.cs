using StreamVerse.Cluster.Processes;

namespace StreamVerse.Cluster.Tests.Processes;

public sealed class OrderlyEndTests
{
    private readonly List<string> _said = [];

    [Fact]
    public async Task End_OneFails_EndsTheOthersAndSaysWhy()
    {
        One healthy = new(null);
        await new OrderlyEnd(_said.Add).EndAsync("2 silos", [new One(new IOException("It cannot be reached.")), healthy]);
        Assert.True(healthy.HasEnded);
        Assert.Equal(["Ending 2 silos", "Not all of 2 silos could be ended as they should: It cannot be reached."], _said);
    }

    [Fact]
    public async Task End_NobodyIsThere_SaysNothing()
    {
        await new OrderlyEnd(_said.Add).EndAsync("0 workers", []);
        Assert.Empty(_said);
    }

    private sealed class One(Exception? fault) : IAsyncDisposable
    {
        public bool HasEnded { get; private set; }

        public ValueTask DisposeAsync()
        {
            HasEnded = true;
            return fault is null ? ValueTask.CompletedTask : throw fault;
        }
    }
}
