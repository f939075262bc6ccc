using System.Diagnostics;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Hosting.Telemetry;

namespace StreamVerse.Worker.Slots;

/// <summary>The span of an item of work, in the trace of the request that began its job.</summary>
internal static class WorkTrace
{
    private static readonly ActivitySource s_source = new(TelemetryRegistration.SourceName);

    /// <summary>Begins the span; <see langword="null"/> where nothing is traced.</summary>
    public static Activity? Begin(WorkLease lease)
    {
        ActivityContext.TryParse(lease.TraceParent, null, isRemote: true, out var parent);
        var activity = s_source.StartActivity($"work {lease.Item.GetType().Name}", ActivityKind.Consumer, parent);
        activity?.SetTag("streamverse.job", lease.Id.JobId.ToString("N"));
        activity?.SetTag("streamverse.item", lease.Id.Item);
        activity?.SetTag("streamverse.slot", lease.Slot);
        return activity;
    }
}
