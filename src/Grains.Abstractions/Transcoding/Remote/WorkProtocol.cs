using System.Text.Json;
using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Abstractions.Transcoding.Remote;

/// <summary>How workers outside of the cluster and gateways speak: JSON over HTTPS below <see cref="Root"/>.</summary>
public static class WorkProtocol
{
    /// <summary>Path of the work queue.</summary>
    public const string Root = "/v1/work/leases";

    /// <summary>
    /// What a worker and a gateway of this version speak. In version 1 a worker stored by URLs to PUT to; from 2 on by forms,
    /// which nobody can turn to another use. Who speaks an older one gets no work until it is upgraded.
    /// </summary>
    public const int Version = 2;

    /// <summary>The header of every answer that says which <see cref="Version"/> the gateway speaks; one of version 1 does not send it.</summary>
    public const string VersionHeader = "StreamVerse-Work-Protocol";

    /// <summary>How many bytes a file of an item may have at the most; segments of the highest rung and the largest subtitles have less than a tenth of it.</summary>
    public const long MaxFileBytes = 256L << 20;

    /// <summary>How long a presigned URL or form lives: a request must begin within it. A worker that is slower asks for another.</summary>
    public static readonly TimeSpan UrlLifetime = TimeSpan.FromSeconds(30);

    /// <summary>
    /// After a lease is lost, how long something may still be stored under it: the life of a URL and the time that a request
    /// begun with it may take. Files that must not come back are removed once more after this.
    /// </summary>
    public static readonly TimeSpan LateWrites = TimeSpan.FromSeconds(90);

    /// <summary>How messages become JSON: the web's defaults, enums by name.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new FailureKindConverter(), new JsonStringEnumConverter() } };

    /// <summary>Path of what concerns one lease.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="what"><c>heartbeat</c>, <c>result</c>, <c>failure</c>, <c>source</c> or <c>forms</c>.</param>
    public static string PathOf(WorkLeaseId lease, string what) => FormattableString.Invariant($"{Root}/{lease.JobId:N}/{lease.Item}/{lease.Token}/{what}");
}
