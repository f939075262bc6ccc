using Microsoft.Extensions.Logging;
using StreamVerse.Storage.Health;

namespace StreamVerse.Storage.Tests.Health;

/// <summary>However many callers fail for want of a store, the log says it once, and then once a minute.</summary>
public sealed class StoreOutagesTests : IDisposable
{
    private readonly OutageHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Log_StoreAwayForThreeMinutes_IsOneWarningTwoRemindersAndOneReturn()
    {
        _host.Store.IsAway = true;
        for (var second = 0; second < 170; second++)
        {
            for (var caller = 0; caller < 10; caller++)
            {
                LogFailure(caller % 2 == 0 ? _host.Store.Fault : new InvalidOperationException("A grain could not be activated.", _host.Store.Fault));
            }

            _host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([LogLevel.Warning, LogLevel.Warning, LogLevel.Warning], _host.Lines.Select(static line => line.Level));
        Assert.All(_host.Lines, static line =>
        {
            Assert.Contains("relational store (setting StreamVerse:Fake)", line.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", line.Text, StringComparison.Ordinal);
        });
        Assert.Contains("599 more", _host.Lines[1].Text, StringComparison.Ordinal);

        _host.Store.IsAway = false;
        await AdvanceUntilAsync(() => _host.Lines.Count == 4);
        Assert.Equal(LogLevel.Information, _host.Lines[3].Level);
        Assert.Contains("back", _host.Lines[3].Text, StringComparison.Ordinal);
        Assert.Contains("1700 failures", _host.Lines[3].Text, StringComparison.Ordinal);

        LogFailure(_host.Store.Fault);
        Assert.Equal(5, _host.Lines.Count);
    }

    [Fact]
    public void Log_StoreWithoutRoom_DoesNotFlapAlthoughTheProbeSucceeds()
    {
        for (var second = 0; second < 55; second++)
        {
            if (second % 20 == 0)
            {
                LogFailure(new StoreUnavailableException("relational store", "s", "it is full.") { IsOutOfSpace = true });
            }

            _host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Single(_host.Lines);
    }

    [Fact]
    public void Log_OtherFailures_AreLoggedAsTheyAre()
    {
        LogFailure(new InvalidOperationException("other"));
        LogFailure(new InvalidOperationException("other"));
        Assert.Equal([LogLevel.Error, LogLevel.Error], _host.Lines.Select(static line => line.Level));
    }

    [Fact]
    public void Log_FailureOfAStoreElsewhere_IsLoggedOnceAMinute()
    {
        for (var second = 0; second < 90; second++)
        {
            LogFailure(new TimeZoneNotFoundException("a grain says that a store is away"));
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["loop failed", "59 more", "loop failed"], _host.Lines.Select(static line => line.Text.StartsWith("loop failed", StringComparison.Ordinal) ? "loop failed" : line.Text[..7]));
    }

    [Fact]
    public void Log_FailureOfAStoreElsewhereWhileOneHereIsAway_IsNotLogged()
    {
        LogFailure(_host.Store.Fault);
        LogFailure(new TimeZoneNotFoundException());
        Assert.Single(_host.Lines);
    }

    private void LogFailure(Exception exception) => _host.Caller.Log(LogLevel.Error, default, "loop failed", exception, static (text, _) => text);

    /// <summary>The watch goes on beside the test: its next wait may begin a moment after a probe.</summary>
    private async Task AdvanceUntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            _host.Clock.Advance(StoreOutages.ProbeInterval);
            await Task.Delay(1, patience.Token);
        }
    }
}
