using System.Globalization;
using StreamVerse.Bench.Measuring;

namespace StreamVerse.Bench.Clusters;

/// <summary>Silos under calls of an Orleans client, with what each call costs them.</summary>
/// <param name="silos">Their processes.</param>
/// <param name="callers">What each of the client's callers does again and again.</param>
internal sealed class LoadedSilos(IReadOnlyList<int> silos, IReadOnlyList<Func<Task>> callers)
{
    /// <summary>Until the compiler is done: it takes a quarter of a saturated silo's time for its first half minute.</summary>
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(20);

    private readonly List<double> _costs = [];

    /// <summary>Median of the processor time that a call takes of all silos together.</summary>
    public double Microseconds => Alternation.Median(_costs);

    public string Cost => string.Create(CultureInfo.InvariantCulture, $"{Microseconds:0.0} us of the silos' processor time each");

    public Task WarmUpAsync() => Load.PerSecondAsync(callers, WarmUpTime);

    /// <returns>Calls a second.</returns>
    public async Task<double> MeasureAsync(TimeSpan duration)
    {
        var before = Worked();
        var rate = await Load.PerSecondAsync(callers, duration);
        _costs.Add((Worked() - before).TotalMicroseconds / (rate * duration.TotalSeconds));
        return rate;
    }

    /// <summary>Managed bytes that a call allocates in all silos together.</summary>
    public async Task<double> MeasureAllocationsAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var meters = silos.Select(static silo => new AllocationMeter(silo)).ToList();
        try
        {
            var calls = await Load.PerSecondAsync(callers, duration) * duration.TotalSeconds;
            await Task.Delay(AllocationMeter.Delay, cancellationToken);
            return meters.Sum(static meter => meter.Bytes) / calls;
        }
        finally
        {
            meters.ForEach(static meter => meter.Dispose());
        }
    }

    private TimeSpan Worked() => silos.Aggregate(TimeSpan.Zero, static (sum, silo) => sum + ProcessorTime.Of(silo));
}
