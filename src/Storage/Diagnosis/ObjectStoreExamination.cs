using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Objects.Folder;

namespace StreamVerse.Storage.Diagnosis;

/// <summary>Tries on the configured object store everything that StreamVerse asks of one, and removes what that leaves behind. May run beside StreamVerse.</summary>
/// <param name="store">Gives the store, only when it is examined: making it may fail.</param>
/// <param name="options">How it is configured.</param>
/// <param name="time">The clock.</param>
public sealed class ObjectStoreExamination(Lazy<IObjectStore> store, IOptions<ObjectStoreOptions> options, TimeProvider time)
{
    private const int PartBytes = 5 * 1024 * 1024;
    private static readonly byte[] Sample = "StreamVerse was here"u8.ToArray();
    private static readonly TimeSpan CleanUpLimit = TimeSpan.FromSeconds(30);

    /// <summary>Makes all checks, whatever the others find.</summary>
    /// <param name="origin">The origin of the web page, for CORS where the options name none.</param>
    /// <param name="cancellationToken">Gives up; what was put there is removed all the same.</param>
    public async IAsyncEnumerable<Finding> RunAsync(string origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IObjectStore? examined = null;
        TrialFolder? folder = null;
        var isMade = false;
        yield return await Check.RunAsync("objects: reach", async token =>
        {
            (examined, folder) = await OpenAsync(token);
            isMade = examined is ITrialBuckets buckets && await buckets.MakeAsync(Buckets.Content, token);
            return Verdict.Ok(options.Value.Provider == ObjectStoreProvider.S3
                ? $"{options.Value.S3.Endpoint} answers{(isMade ? "; the buckets are not there yet: a start makes them" : "")}"
                : folder is null ? options.Value.Folder.Path! : $"{options.Value.Folder.Path} is not there yet: a start makes it");
        }, cancellationToken);
        if (examined is null)
        {
            yield break;
        }

        TrialObjects trial = new(examined);
        Finding removed;
        try
        {
            foreach (var (name, attempt) in Attempts(examined, trial, origin, isMade))
            {
                yield return await Check.RunAsync("objects: " + name, attempt, cancellationToken);
            }
        }
        finally
        {
            using CancellationTokenSource limit = new(CleanUpLimit);
            removed = await Check.RunAsync("objects: remove", async token =>
            {
                await trial.RemoveAsync(token);
                if (isMade)
                {
                    await ((ITrialBuckets)examined).RemoveAsync(Buckets.Content, token);
                }

                folder?.Dispose();
                return Verdict.Ok("everything that was put there is removed");
            }, limit.Token);
        }

        yield return removed;
    }

    private IEnumerable<(string Name, Func<CancellationToken, Task<Verdict>> Attempt)> Attempts(IObjectStore examined, TrialObjects trial, string origin, bool isFresh)
    {
        yield return ("put", async token =>
        {
            await trial.PutAsync(Sample, token);
            return Verdict.Ok("stored");
        });
        yield return ("read in ranges", async token =>
        {
            var key = await trial.PutAsync(Sample, token);
            await trial.ExpectAsync(key, null, Sample, token);
            await trial.ExpectAsync(key, new ByteRange(7, 5), Sample[7..12], token);
            return Verdict.Ok("whole and in part");
        });
        yield return ("multipart", token => TryMultipartAsync(examined, trial, token));
        yield return ("write if absent", token => TryConditionalAsync(trial, token));
        var stranger = new StrangerExamination(examined, trial, options.Value, origin, isFresh, Sample);
        yield return ("presigned GET", stranger.TryReadAsync);
        yield return ("presigned PUT", stranger.TryWriteAsync);
        yield return ("CORS preflight", stranger.TryPreflightAsync);
        yield return ("CORS ranged GET", stranger.TryCorsReadAsync);
    }

    private static async Task<Verdict> TryMultipartAsync(IObjectStore examined, TrialObjects trial, CancellationToken cancellationToken)
    {
        var part = RandomNumberGenerator.GetBytes(PartBytes);
        var (key, id) = await trial.StartMultipartAsync(PartBytes, cancellationToken);
        string[] receipts = [
            await examined.PutPartAsync(key, id, new MultipartPart(1, 0), part, cancellationToken),
            await examined.PutPartAsync(key, id, new MultipartPart(2, 0), Sample, cancellationToken)];
        await examined.CompleteMultipartAsync(key, id, receipts, PartBytes + Sample.Length, cancellationToken);
        await trial.ExpectAsync(key, new ByteRange(PartBytes - 5, 10), [.. part[^5..], .. Sample[..5]], cancellationToken);
        (key, id) = await trial.StartMultipartAsync(PartBytes, cancellationToken);
        await examined.PutPartAsync(key, id, new MultipartPart(1, 0), part, cancellationToken);
        await examined.AbortMultipartAsync(key, id, cancellationToken);
        return await examined.FindAsync(key, cancellationToken) is null
            ? Verdict.Ok("5 MiB and a rest, completed and aborted")
            : Verdict.Missing("an aborted object is there all the same.");
    }

    private static async Task<Verdict> TryConditionalAsync(TrialObjects trial, CancellationToken cancellationToken)
    {
        var key = trial.NewKey();
        await trial.PutAsync(key, Sample, ifNoneMatch: true, cancellationToken);
        try
        {
            await trial.PutAsync(key, Sample, ifNoneMatch: true, cancellationToken);
            return Verdict.Missing("the store ignores If-None-Match: uploads could overwrite each other. Use a release of it that knows conditional writes.");
        }
        catch (ObjectExistsException)
        {
            return Verdict.Ok("the second is refused");
        }
    }

    private async Task<(IObjectStore Store, TrialFolder? Folder)> OpenAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Provider != ObjectStoreProvider.Folder || Directory.Exists(Path.Combine(options.Value.Folder.Path, Buckets.Content)))
        {
            return (store.Value, null);
        }

        // Beside the folder that a start would make, so that a start meanwhile finds nothing of ours.
        TrialFolder folder = new(options.Value.Folder.Path);
        try
        {
            ObjectStoreOptions trial = new() { Folder = { Path = folder.Path, SyncToDisk = options.Value.Folder.SyncToDisk } };
            FolderObjectStore made = new(Options.Create(trial), time, NullLogger<FolderObjectStore>.Instance);
            await made.EnsureReadyAsync(cancellationToken);
            return (made, folder);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }
}
