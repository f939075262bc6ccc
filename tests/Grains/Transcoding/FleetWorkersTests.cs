using Microsoft.Extensions.Time.Testing;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Transcoding;

namespace StreamVerse.Grains.Tests.Transcoding;

public sealed class FleetWorkersTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly FleetWorkers _workers;

    public FleetWorkersTests() => _workers = new FleetWorkers(_clock);

    [Fact]
    public void Note_ThreeJobsInARowFail_QuarantinedUntilItTestsItself()
    {
        Assert.True(_workers.Admit(Worker(selfTests: 1)));
        Assert.Equal([false, false, true], [Fails(1), Fails(2), Fails(3)]);
        Assert.False(_workers.Admit(Worker(selfTests: 1)));
        Assert.Equal(FleetWorkerState.Quarantined, Assert.Single(_workers.Describe([])).State);

        Assert.True(_workers.Admit(Worker(selfTests: 2)));
        Assert.Equal([false, false, true], [Fails(4), Fails(5), Fails(6)]);
        Assert.False(_workers.Admit(Worker(selfTests: 2)));
    }

    [Fact]
    public void Note_OneJobFailsAgainAndAgain_IsTheJobsFault()
    {
        for (var tries = 0; tries < 10; tries++)
        {
            Assert.False(Fails(1));
        }
    }

    [Fact]
    public void Note_SomethingIsDoneInBetween_StartsFromNothing()
    {
        Assert.False(Fails(1));
        Assert.False(Fails(2));
        Assert.False(_workers.Note(new WorkerOutcome("w1", Job(9), IsDone: true)));
        Assert.False(Fails(3));
        Assert.False(Fails(4));
    }

    [Fact]
    public void Describe_WorkersOfEachKind_TellsWhatTheyDo()
    {
        _workers.Admit(Worker(selfTests: 1));
        _clock.Advance(TimeSpan.FromSeconds(3));
        var workers = _workers.Describe([new("video part 2 of 3", "w2/1", 0.5, 10, 0.8, false), new("video part 1 of 3", "w2/0", 0.5, 10, 0.75, false)]);

        Assert.Equal(["w1", "w2"], workers.Select(worker => worker.Name));
        Assert.Equal((FleetWorkerState.Idle, null, 3.0), (workers[0].State, workers[0].Speed, workers[0].SecondsSinceAsked));
        Assert.Equal(95, workers[0].Encoders["libx264"]);
        Assert.Equal((FleetWorkerState.Working, 1.55, null), (workers[1].State, workers[1].Speed, workers[1].SecondsSinceAsked));
        Assert.Equal(["video part 1 of 3", "video part 2 of 3"], workers[1].Encodes);
    }

    [Fact]
    public void Describe_WorkerIsNotHeardOfAnyMore_IsForgotten()
    {
        _workers.Admit(Worker(selfTests: 1));
        _clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Empty(_workers.Describe([]));
    }

    private static Guid Job(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static WorkerDescription Worker(int selfTests) => new("w1/0", ["libx264", "aac"], [95, 0], selfTests);

    private bool Fails(int job) => _workers.Note(new WorkerOutcome("w1", Job(job), IsDone: false));
}
