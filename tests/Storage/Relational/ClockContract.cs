using Microsoft.Extensions.DependencyInjection;
using StreamVerse.Storage.Tests.Clocks;

namespace StreamVerse.Storage.Tests.Relational;

/// <summary>How this machine's clock compares with the database's.</summary>
public abstract class ClockContract
{
    /// <summary>Three round trips on a machine that is busy.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(1);

    /// <summary>Whether the database has a clock of its own.</summary>
    protected abstract bool HasClock { get; }

    [Theory]
    [InlineData(0)]
    [InlineData(3600)]
    [InlineData(-90)]
    public async Task MeasureSkewAsync_ClockIsOff_SaysByHowMuchAndWhichWay(int seconds)
    {
        await using var backend = await CreateBackendAsync();
        await using RelationalHost host = new(backend.Settings, services => services.AddSingleton<TimeProvider>(new ShiftedClock(TimeSpan.FromSeconds(seconds))));
        var skew = await host.Clock.MeasureSkewAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(skew);
        Assert.InRange(skew.Value, TimeSpan.FromSeconds(HasClock ? seconds : 0) - s_tolerance, TimeSpan.FromSeconds(HasClock ? seconds : 0) + s_tolerance);
    }

    protected abstract ValueTask<IRelationalBackend> CreateBackendAsync();
}
