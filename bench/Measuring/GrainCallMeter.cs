using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace StreamVerse.Bench.Measuring;

/// <summary>Counts the grain calls that another process makes and gets answered, by Orleans' own instrument.</summary>
internal sealed class GrainCallMeter : IDisposable
{
    /// <summary>How late a figure may come.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(2.5);

    private const string Instrument = "orleans-app-requests-latency-count";
    private const int TimeSeriesValues = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EventPipeSession _session;
    private readonly EventPipeEventSource _source;
    private readonly Task _reading;
    private double _calls;

    private GrainCallMeter(int processId)
    {
        var provider = new EventPipeProvider("System.Diagnostics.Metrics", EventLevel.Informational, TimeSeriesValues, new Dictionary<string, string>
        {
            ["SessionId"] = Guid.NewGuid().ToString(),
            ["Metrics"] = $@"Microsoft.Orleans\{Instrument}",
            ["RefreshInterval"] = "1",
            ["MaxTimeSeries"] = "100",
            ["MaxHistograms"] = "1",
        });
        _session = new DiagnosticsClient(processId).StartEventPipeSession([provider], requestRundown: false);
        _source = new EventPipeEventSource(_session.EventStream);
        _source.Dynamic.All += Count;
        _reading = Task.Run(_source.Process);
    }

    /// <summary>Calls since the start, up to <see cref="Delay"/> late.</summary>
    public double Calls => Volatile.Read(ref _calls);

    /// <summary>Begins to count; returns when the first figure is there, from which all others count.</summary>
    public static async Task<GrainCallMeter> StartAsync(int processId, CancellationToken cancellationToken)
    {
        var meter = new GrainCallMeter(processId);
        try
        {
            await meter._running.Task.WaitAsync(Patience, cancellationToken);
            return meter;
        }
        catch
        {
            meter.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _session.Stop();
        _reading.Wait();
        _source.Dispose();
        _session.Dispose();
    }

    private void Count(TraceEvent data)
    {
        // The first one has no difference to an earlier one.
        if (data.EventName == "CounterRateValuePublished" && data.PayloadByName("instrumentName") is Instrument)
        {
            if (double.TryParse((string)data.PayloadByName("rate"), NumberStyles.Float, CultureInfo.InvariantCulture, out var calls))
            {
                Volatile.Write(ref _calls, _calls + calls);
            }

            _running.TrySetResult();
        }
    }
}
