using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace StreamVerse.Worker;

/// <summary>
/// The last proof of this worker's encoders, in a file beside its scratch folder: one that was killed, or is replaced by a
/// newer version, takes work again at once instead of some seconds of testing later.
/// </summary>
internal sealed partial class KeptProofs(IOptions<WorkerOptions> options, TimeProvider clock, ILogger<KeptProofs> logger)
{
    /// <summary>Devices may go wrong while a machine runs; so long a proof is believed.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private string FilePath => Path.Combine(options.Value.ScratchPath, options.Value.Name + ".encoders.json");

    /// <summary>The last proof of a subject, if it still counts.</summary>
    /// <param name="subject">The machine and ffmpeg that it must hold for.</param>
    public KeptProof? Find(string? subject)
    {
        try
        {
            var kept = subject is not null && File.Exists(FilePath) ? JsonSerializer.Deserialize<KeptProof>(File.ReadAllBytes(FilePath)) : null;
            var age = clock.GetUtcNow() - kept?.ProvenAt;
            if (kept is null || kept.Subject != subject || kept.Encoders.IsDefault || kept.Encoders.Length != kept.Speeds.Length || age < TimeSpan.Zero || age > Lifetime)
            {
                return null;
            }

            LogBelieved(kept.Encoders.Length, kept.ProvenAt);
            return kept;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            LogUnreadable(exception, FilePath);
            return null;
        }
    }

    /// <summary>Keeps a proof. Where that fails the next start tests again, which costs seconds and no work.</summary>
    public void Keep(KeptProof proof)
    {
        try
        {
            // Put in place whole: a worker may be killed at any moment.
            var making = FilePath + ".new";
            File.WriteAllBytes(making, JsonSerializer.SerializeToUtf8Bytes(proof));
            File.Move(making, FilePath, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotKept(exception, FilePath);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} encoders were proven at {ProvenAt:u} and are not tested again.")]
    private partial void LogBelieved(int count, DateTimeOffset provenAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} cannot be read; the encoders are tested.")]
    private partial void LogUnreadable(Exception exception, string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} cannot be written; the next start tests the encoders again.")]
    private partial void LogNotKept(Exception exception, string file);
}
