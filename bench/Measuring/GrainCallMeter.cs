using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace StreamVerse.Bench.Measuring;

/// <summary>Counts the grain calls that another process makes and gets answered, by Orleans' own instrument.</summary>
internal sealed class GrainCallMeter : IDisposable
{
    /// <summary>How late a figure may come.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(2.5);

    private const string Instrument = "orleans-app-requests-latency";
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
            ["MaxHistograms"] = "10",
        });
        _session = new DiagnosticsClient(processId).StartEventPipeSession([provider], requestRundown: false);
        _source = new EventPipeEventSource(_session.EventStream);
        _source.Dynamic.All += Count;
        _reading = Task.Run(_source.Process);
    }

    /// <summary>Calls since the start, up to <see cref="Delay"/> late.</summary>
    public double Calls => Volatile.Read(ref _calls);

    /// <summary>Begins to count; returns when the process has begun to.</summary>
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
        switch (data.EventName)
        {
            case "BeginInstrumentReporting" when IsOurs(data):
                _running.TrySetResult();
                break;

            // A histogram tells what came since it was last asked.
            case "HistogramValuePublished" when IsOurs(data):
                Volatile.Write(ref _calls, _calls + (int)data.PayloadByName("count"));
                break;

            default:
                break;
        }
    }

    private static bool IsOurs(TraceEvent data) => data.PayloadByName("instrumentName") is Instrument;
}
