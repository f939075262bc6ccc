using Microsoft.Extensions.Time.Testing;
using StreamVerse.Storage;
using StreamVerse.Worker.Queue;

namespace StreamVerse.Worker.Tests.Queue;

/// <summary>When a queue that does not answer makes a worker not ready.</summary>
public sealed class QueueContactTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly QueueContact _contact;

    public QueueContactTests() => _contact = new QueueContact(_clock);

    [Fact]
    public void FindFault_NeverHeard_IsOneFromTheStartAndHasTheReasonAtOnce()
    {
        Assert.NotNull(_contact.FindFault());
        _contact.Failed(Outage("refused."));
        Assert.EndsWith("refused.", _contact.FindFault(), StringComparison.Ordinal);
    }

    [Fact]
    public void FindFault_OutageAfterAnAnswer_CountsWhenItLastsAndEndsAtOnce()
    {
        _contact.Answered(isAdmitted: true);
        _contact.Failed(Outage("first."));
        _clock.Advance(QueueContact.Patience - TimeSpan.FromSeconds(1));
        _contact.Failed(Outage("second."));
        Assert.Null(_contact.FindFault());
        Assert.False(_contact.Answers);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.EndsWith("second.", _contact.FindFault(), StringComparison.Ordinal);

        _contact.Answered(isAdmitted: false);
        Assert.Null(_contact.FindFault());
        Assert.True(_contact.Answers);
    }

    [Fact]
    public void FindFault_LostCallsNowAndThen_AreNone()
    {
        for (var call = 0; call < 50; call++)
        {
            _contact.Answered(isAdmitted: true);
            _contact.Failed(Outage("lost."));
            _clock.Advance(QueueContact.Patience / 2);
            Assert.Null(_contact.FindFault());
        }
    }

    [Fact]
    public void FindFault_Quarantined_CountsAtOnceUntilTheQueueGivesWorkAgain()
    {
        _contact.Answered(isAdmitted: true);
        _contact.Quarantined("Several jobs in a row failed.");
        _contact.Answered(isAdmitted: false);
        Assert.Equal("Several jobs in a row failed.", _contact.FindFault());
        _contact.Answered(isAdmitted: true);
        Assert.Null(_contact.FindFault());
    }

    [Fact]
    public async Task Probe_LastCallFailed_IsNotBackYet()
    {
        WorkQueueHealth health = new(_contact);
        await health.ProbeAsync(TestContext.Current.CancellationToken);
        _contact.Failed(Outage("refused."));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => health.ProbeAsync(TestContext.Current.CancellationToken));
        _contact.Answered(isAdmitted: true);
        await health.ProbeAsync(TestContext.Current.CancellationToken);
    }

    private static StoreUnavailableException Outage(string reason) => new(WorkQueueHealth.Name, "StreamVerse:Worker:Queue:Urls", reason);
}
