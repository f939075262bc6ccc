using System.Globalization;
using StreamVerse.Bench.Measuring;

namespace StreamVerse.Bench.Servers;

/// <summary>A server under wrk's load, with what each answer costs it.</summary>
/// <param name="processId">The server.</param>
/// <param name="address">What is asked of it.</param>
/// <param name="gzip">Whether compressed answers are taken.</param>
internal sealed class LoadedServer(int processId, Uri address, bool gzip)
{
    private const int Connections = 32;
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(3);
    private readonly List<double> _costs = [];

    /// <summary>Median of the processor time an answer takes: it hardly depends on what else the machine does.</summary>
    public string Cost => string.Create(CultureInfo.InvariantCulture, $"{Alternation.Median(_costs):#,0} us of processor time each");

    public Task WarmUpAsync(CancellationToken cancellationToken) =>
        Wrk.RequestsPerSecondAsync(address, Connections, WarmUpTime, gzip, cancellationToken);

    /// <returns>Answers a second.</returns>
    public async Task<double> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var before = ProcessorTime.Of(processId);
        var rate = await Wrk.RequestsPerSecondAsync(address, Connections, duration, gzip, cancellationToken);
        _costs.Add((ProcessorTime.Of(processId) - before).TotalMicroseconds / (rate * duration.TotalSeconds));
        return rate;
    }

    /// <summary>Managed bytes an answer allocates, of all that the process does.</summary>
    public async Task<double> MeasureAllocationsAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        using var meter = new AllocationMeter(processId);
        var requests = await MeasureAsync(duration, cancellationToken) * duration.TotalSeconds;
        await Task.Delay(AllocationMeter.Delay, cancellationToken);
        return meter.Bytes / requests;
    }
}
