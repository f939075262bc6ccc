using System.Text.Json;
using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Media.Presentations;
using StreamVerse.Storage;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Grains.Transcoding;

/// <summary>Stores the facts of a job that is complete, and counts how often that failed.</summary>
/// <param name="objects">Where they go.</param>
/// <param name="maxTries">How often it is tried.</param>
/// <param name="logger">Told what is odd.</param>
internal sealed partial class JobPublisher(IObjectStore objects, int maxTries, ILogger logger)
{
    private int _tries;

    /// <summary>Whether the last try was the last of all.</summary>
    public bool HasGivenUp => _tries >= maxTries;

    /// <summary>When to try again.</summary>
    public TimeSpan Delay => TimeSpan.FromSeconds(Math.Pow(2, _tries));

    public void Reset() => _tries = 0;

    /// <summary>Stores the facts. Doing it twice stores the same twice.</summary>
    /// <returns>Whether the store took them.</returns>
    public async Task<bool> TryPublishAsync(Guid jobId, JobRecord job, TitleItems items, Presentation presentation, CancellationToken cancellationToken)
    {
        foreach (var (rung, seconds) in BufferCheck.FindExcess(job.Plan!, items, job.Results))
        {
            LogBufferExcess(rung, jobId, seconds, BufferCheck.AllowedSeconds);
        }

        try
        {
            var key = new ObjectKey(Buckets.TranscodedProfiles, $"{OutputPaths.OfVersion(job.TitleId, job.Version)}/{PresentationPaths.Facts}");
            using var facts = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(presentation, JsonSerializerOptions.Web));
            await objects.PutAsync(key, facts, new PutOptions("application/json"), cancellationToken);
            return true;
        }
        catch (StoreUnavailableException exception)
        {
            _tries++;
            LogPostponed(exception, jobId);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rendition {Rung} of job {JobId} needs a buffer of {Seconds:F2} s at its ceiling; {Allowed} s are allowed.")]
    private partial void LogBufferExcess(string rung, Guid jobId, double seconds, double allowed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId} could not be published yet; trying again.")]
    private partial void LogPostponed(Exception exception, Guid jobId);
}
