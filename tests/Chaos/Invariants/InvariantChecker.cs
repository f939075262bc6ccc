using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using StreamVerse.Chaos.Tests.Load;
using StreamVerse.Storage.Objects;
using StreamVerse.Testing;

namespace StreamVerse.Chaos.Tests.Invariants;

/// <summary>What must hold after every fault: nothing acknowledged is lost, no job is stuck, every published byte is right.</summary>
internal sealed class InvariantChecker(ChaosClient client, Ledger ledger, StoredObjects objects)
{
    /// <summary>A job is stuck when its title is not published so long after it was looked at first.</summary>
    private static readonly TimeSpan s_stuck = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<string> _right = [];
    private int _sessionsSeen;

    /// <summary>Looks at all that was acknowledged so far and not looked at yet.</summary>
    /// <param name="expected">What every title must have become.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What does not hold, for people.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(UndisturbedTitle expected, CancellationToken cancellationToken)
    {
        var broken = new List<string>();
        foreach (var title in ledger.Titles.Where(title => !_right.Contains(title)))
        {
            broken.AddRange(await CheckTitleAsync(title, expected, cancellationToken));
            _right.Add(title);
        }

        broken.AddRange(await CheckSessionsAsync(cancellationToken));
        return broken;
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

    private async Task<IReadOnlyList<string>> CheckTitleAsync(string id, UndisturbedTitle expected, CancellationToken cancellationToken)
    {
        for (var since = Stopwatch.GetTimestamp(); ;)
        {
            var answer = await GetAsync($"/v1/titles/{id}", cancellationToken);
            if (answer.Failure is not null)
            {
                return [$"title {id} was acknowledged and is lost: {answer.Failure}"];
            }

            var title = JsonSerializer.Deserialize<ApiTitle>(answer.Body, JsonSerializerOptions.Web)!;
            if (title.State == "published")
            {
                break;
            }

            if (title.State == "failed" || Stopwatch.GetElapsedTime(since) > s_stuck)
            {
                return [$"title {id} is {title.State} ({title.Error?.Code}: {title.Error?.Message}) instead of published"];
            }

            await Task.Delay(s_look, cancellationToken);
        }

        var actual = await objects.DigestsAsync(Buckets.TranscodedProfiles, $"titles/{id}/", cancellationToken);
        return [.. actual.Except(expected.Digests).Select(line => $"title {id} has {line}"), .. expected.Digests.Except(actual).Select(line => $"title {id} lacks {line}")];
    }

    private async Task<IReadOnlyCollection<string>> CheckSessionsAsync(CancellationToken cancellationToken)
    {
        var sessions = ledger.Sessions;
        var lost = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(sessions.Skip(_sessionsSeen), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (session, token) =>
        {
            if ((await GetAsync($"/v1/playback/sessions/{session}", token)).Failure is { } failure)
            {
                lost.Enqueue($"session {session} was acknowledged and is lost: {failure}");
            }
        });
        _sessionsSeen = sessions.Count;
        return lost;
    }

    private async Task<HashSet<string>> ListTitlesAsync(CancellationToken cancellationToken)
    {
        var titles = new HashSet<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var answer = await GetAsync($"/v1/titles?limit=100{(cursor.Length > 0 ? $"&cursor={Uri.EscapeDataString(cursor)}" : "")}", cancellationToken);
            using var page = JsonDocument.Parse(answer.Failure is null ? answer.Body : throw new InvalidOperationException(answer.Failure));
            titles.UnionWith(page.RootElement.GetProperty("items").EnumerateArray().Select(static title => title.GetProperty("id").GetString()!));
            cursor = page.RootElement.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }

        return titles;
    }

    private Task<Answer> GetAsync(string path, CancellationToken cancellationToken) =>
        client.AskAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)), cancellationToken);
}
