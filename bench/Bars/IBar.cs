using StreamVerse.Bench.Reporting;

namespace StreamVerse.Bench.Bars;

/// <summary>One promise about speed or size, and how it is measured.</summary>
internal interface IBar
{
    /// <summary>Its letter.</summary>
    string Id { get; }

    string Name { get; }

    /// <summary>About how long it takes with the usual options, on two cores.</summary>
    int Minutes { get; }

    Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken);
}
