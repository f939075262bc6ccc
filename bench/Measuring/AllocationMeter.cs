using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace StreamVerse.Bench.Measuring;

/// <summary>Counts the managed bytes that another process allocates, by its runtime's own counter.</summary>
internal sealed class AllocationMeter : IDisposable
{
    /// <summary>How late a figure may come.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(1.5);

    private readonly EventPipeSession _session;
    private readonly EventPipeEventSource _source;
    private readonly Task _reading;
    private double _bytes;

    public AllocationMeter(int processId)
    {
        var provider = new EventPipeProvider("System.Runtime", EventLevel.Informational, 0, new Dictionary<string, string> { ["EventCounterIntervalSec"] = "1" });
        _session = new DiagnosticsClient(processId).StartEventPipeSession([provider], requestRundown: false);
        _source = new EventPipeEventSource(_session.EventStream);
        _source.Dynamic.All += Count;
        _reading = Task.Run(_source.Process);
    }

    /// <summary>Bytes since the start, up to <see cref="Delay"/> late.</summary>
    public double Bytes => Volatile.Read(ref _bytes);

    public void Dispose()
    {
        _session.Stop();
        _reading.Wait();
        _source.Dispose();
        _session.Dispose();
    }

    private void Count(TraceEvent data)
    {
        if (data.EventName == "EventCounters"
            && data.PayloadByName("") is IDictionary<string, object> outer
            && outer["Payload"] is IDictionary<string, object> counter
            && counter["Name"] is "alloc-rate")
        {
            Volatile.Write(ref _bytes, _bytes + Convert.ToDouble(counter["Increment"], System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
