using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using StreamVerse.Chaos.Tests.Load;
using StreamVerse.Storage.Objects;
using StreamVerse.Testing;

namespace StreamVerse.Chaos.Tests.Invariants;

/// <summary>What must hold after every fault: nothing acknowledged is lost, no job is stuck, every published byte is right, every event counts once.</summary>
internal sealed class InvariantChecker(ChaosClient client, Ledger ledger, StoredObjects objects, StoredRows rows, EventChecker events)
{
    /// <summary>Of so many sessions the cluster is asked itself, about.</summary>
    private const int SessionsAsked = 200;

    /// <summary>A job is stuck when its title is not published so long after it was looked at first.</summary>
    private static readonly TimeSpan s_stuck = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    /// <summary>Titles that were looked at already.</summary>
    private readonly HashSet<string> _seen = [];

    private int _sessionsSeen;

    /// <summary>Looks at all that was acknowledged so far and not looked at yet.</summary>
    /// <param name="expected">What every title must have become.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What does not hold, for people.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(UndisturbedTitle expected, CancellationToken cancellationToken)
    {
        var broken = new List<string>();
        var published = new List<string>();
        foreach (var title in ledger.Titles.Where(_seen.Add))
        {
            if (await FindUnpublishedAsync(title, cancellationToken) is { } reason)
            {
                broken.Add(reason);
            }
            else
            {
                published.Add(title);
                broken.AddRange(await CompareAsync(title, expected, cancellationToken));
            }
        }

        broken.AddRange(await events.CheckAsync(published, cancellationToken));
        broken.AddRange(await CheckSessionsAsync(cancellationToken));
        return broken;
    }

    /// <summary>Looks at all titles once more, when nothing more is on its way: what came late, or went, is noticed.</summary>
    /// <param name="expected">What every title must have become.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<string>> CheckAgainAsync(UndisturbedTitle expected, CancellationToken cancellationToken)
    {
        _seen.Clear();
        return [.. await CheckAsync(expected, cancellationToken), .. await events.CheckAllAsync(cancellationToken)];
    }

    /// <summary>Looks at all of the object store, when nothing more is on its way: whatever no title needs is an orphan.</summary>
    /// <param name="sources">The sources of all titles.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<string>> FindOrphansAsync(IEnumerable<string> sources, CancellationToken cancellationToken)
    {
        var titles = await ListTitlesAsync(cancellationToken);
        var broken = ledger.Titles.Where(title => !titles.Contains(title)).Select(static title => $"title {title} is not in the list").ToList();
        broken.AddRange((await objects.PathsAsync(Buckets.TranscodedProfiles, "", cancellationToken)).Where(path => path.Split('/') is not [_, var title, ..] || !titles.Contains(title)).Select(static path => $"orphan {path}"));
        var known = sources.Select(static source => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(source)))).ToHashSet();
        var stored = await objects.DigestsAsync(Buckets.Content, "", cancellationToken);
        broken.AddRange(stored.Where(line => !known.Contains(line[(line.LastIndexOf(' ') + 1)..])).Select(static line => $"a source has other bytes than were uploaded: {line}"));
        if (stored.Count != titles.Count)
        {
            broken.Add(string.Create(CultureInfo.InvariantCulture, $"{titles.Count} titles have {stored.Count} sources"));
        }

        return broken;
    }

    /// <summary>Waits for a title to be published.</summary>
    /// <returns>Why it will not be; <see langword="null"/> when it is.</returns>
    private async Task<string?> FindUnpublishedAsync(string id, CancellationToken cancellationToken)
    {
        for (var since = Stopwatch.GetTimestamp(); ;)
        {
            var answer = await GetAsync($"/v1/titles/{id}", cancellationToken);
            if (answer.Failure is not null)
            {
                return $"title {id} was acknowledged and is lost: {answer.Failure}";
            }

            var title = JsonSerializer.Deserialize<ApiTitle>(answer.Body, JsonSerializerOptions.Web)!;
            if (title.State == "published")
            {
                return null;
            }

            if (title.State == "failed" || Stopwatch.GetElapsedTime(since) > s_stuck)
            {
                return $"title {id} is {title.State} ({title.Error?.Code}: {title.Error?.Message}) instead of published";
            }

            await Task.Delay(s_look, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<string>> CompareAsync(string id, UndisturbedTitle expected, CancellationToken cancellationToken)
    {
        var actual = await objects.DigestsAsync(Buckets.TranscodedProfiles, $"titles/{id}/", cancellationToken);
        return [.. actual.Except(expected.Digests).Select(line => $"title {id} has {line}"), .. expected.Digests.Except(actual).Select(line => $"title {id} lacks {line}")];
    }

    /// <summary>Every session must have its row; of some the cluster must say so itself, as asking for all would be a load of its own.</summary>
    private async Task<IReadOnlyCollection<string>> CheckSessionsAsync(CancellationToken cancellationToken)
    {
        var fresh = ledger.Sessions.Skip(_sessionsSeen).ToList();
        _sessionsSeen += fresh.Count;
        var lost = new ConcurrentQueue<string>((await rows.FindMissingSessionsAsync(fresh, cancellationToken)).Select(static session => $"session {session} was acknowledged and has no row"));
        var asked = fresh.Where((_, index) => index % Math.Max(1, fresh.Count / SessionsAsked) == 0);
        await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (session, token) =>
        {
            if ((await GetAsync($"/v1/playback/sessions/{session}", token)).Failure is { } failure)
            {
                lost.Enqueue($"session {session} was acknowledged and is lost: {failure}");
            }
        });
        return lost;
    }

    private async Task<HashSet<string>> ListTitlesAsync(CancellationToken cancellationToken) =>
        [.. (await client.ListAsync("/v1/titles?limit=100", static _ => { }, cancellationToken)).Select(static title => title.GetProperty("id").GetString()!)];

    private Task<Answer> GetAsync(string path, CancellationToken cancellationToken) =>
        client.AskAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)), cancellationToken);
}
