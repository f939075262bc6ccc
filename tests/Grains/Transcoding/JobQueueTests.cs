using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Transcoding;

namespace StreamVerse.Grains.Tests.Transcoding;

public sealed class JobQueueTests
{
    private readonly JobQueue _queue = new();

    [Fact]
    public void Asks_ClassesAndUrgency_ClassFirstThenUrgentThenTheRestThenRaces()
    {
        var late = Put(WorkPriority.Backfill, org: 1, urgent: true);
        var usual = Put(WorkPriority.Standard, org: 1, urgent: false);
        var fresh = Put(WorkPriority.Standard, org: 1, urgent: true);
        var news = Put(WorkPriority.Express, org: 1, urgent: false);

        Assert.Equal(
            [
                (news, LeaseScope.Any),
                (fresh, LeaseScope.Urgent), (usual, LeaseScope.Any), (fresh, LeaseScope.Any),
                (late, LeaseScope.Urgent), (late, LeaseScope.Any),
                (news, LeaseScope.Race), (usual, LeaseScope.Race), (fresh, LeaseScope.Race), (late, LeaseScope.Race),
            ],
            _queue.Asks());
    }

    [Fact]
    public void Granted_OneTenantSendsMuchMore_TenantsTakeTurns()
    {
        for (var job = 0; job < 50; job++)
        {
            Put(WorkPriority.Standard, org: 1);
        }

        Put(WorkPriority.Standard, org: 2);
        Put(WorkPriority.Standard, org: 3);
        Assert.Equal([1, 2, 3, 1, 2, 3, 1, 2, 3], Served(9));
    }

    [Fact]
    public void Granted_TenantComesLate_HasNoRightToThePast()
    {
        Put(WorkPriority.Standard, org: 1);
        Served(100);
        Put(WorkPriority.Standard, org: 2);
        var served = Served(20);
        Assert.InRange(served.Count(org => org == 2), 9, 11);
    }

    [Fact]
    public void Granted_ExpressNeverEnds_LowerClassesGetTheirShare()
    {
        Put(WorkPriority.Express, org: 1);
        Put(WorkPriority.Standard, org: 2);
        Put(WorkPriority.Backfill, org: 3);
        var served = Served(100);
        Assert.InRange(served.Count(org => org == 2), 8, 13);
        Assert.InRange(served.Count(org => org == 3), 8, 13);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Granted_RandomTenantsAndJobs_NobodyGetsMuchMoreThanAnother(int seed)
    {
        Random random = new(seed);
        for (var job = 0; job < 60; job++)
        {
            Put(WorkPriority.Standard, org: job < 5 ? job : random.Next(5), urgent: random.Next(2) == 0);
        }

        var shares = Served(500).CountBy(org => org).ToDictionary();
        Assert.True(shares.Values.Max() - shares.Values.Min() <= 1, $"Seed {seed}: {string.Join(", ", shares)}");
    }

    [Fact]
    public void Learn_JobFoundInTheStore_TakesItsPlaceInItsClass()
    {
        var found = Guid.NewGuid();
        _queue.Add(found);
        var news = Put(WorkPriority.Express, org: 1);
        Assert.Equal([found], _queue.Unknown);

        _queue.Learn(new QueuedJob(found, Org(2), WorkPriority.Backfill, HasUrgent: false));
        Assert.Empty(_queue.Unknown);
        Assert.Equal([news.JobId, found], _queue.Order().Select(job => job.JobId));
    }

    [Fact]
    public void Learn_JobWasRemoved_StaysAway()
    {
        var job = Put(WorkPriority.Standard, org: 1);
        _queue.Remove(job.JobId);
        _queue.Learn(job);
        Assert.Equal(0, _queue.Count);
    }

    private static Guid Org(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private QueuedJob Put(WorkPriority priority, int org, bool urgent = false)
    {
        QueuedJob job = new(Guid.NewGuid(), Org(org), priority, urgent);
        _queue.Put(job);
        return job;
    }

    /// <summary>Which tenants are served, one after another, where every job always has something.</summary>
    private List<int> Served(int count)
    {
        List<int> served = [];
        for (var item = 0; item < count; item++)
        {
            var (job, _) = _queue.Asks()[0];
            _queue.Granted(job);
            served.Add(BitConverter.ToInt32(job.OrgId.ToByteArray()));
        }

        return served;
    }
}
