using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using StreamVerse.Chaos.Tests.Load;

namespace StreamVerse.Chaos.Tests.Invariants;

/// <summary>What must hold of domain events: each reaches its consumer, counts once, in order, and none is set aside.</summary>
internal sealed class EventChecker(ChaosClient client, StoredRows rows, string adminToken)
{
    /// <summary>What happens to a title that is uploaded and published.</summary>
    private static readonly string[] s_expected = ["uploaded", "published"];

    /// <summary>Events come later than what they tell of. So long later they are lost.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

    /// <summary>Looks at the events of published titles.</summary>
    /// <returns>What does not hold, for people.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(IReadOnlyCollection<string> titles, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        var shown = await ShownAsync(cancellationToken);
        while (titles.Any(title => shown[title].Count() < s_expected.Length) && Stopwatch.GetElapsedTime(since) < s_patience)
        {
            await Task.Delay(s_look, cancellationToken);
            shown = await ShownAsync(cancellationToken);
        }

        var taken = await rows.TakenAsync(cancellationToken);
        return
        [
            .. titles.Where(title => !shown[title].Order().SequenceEqual(s_expected.Order())).Select(title => $"the activity of title {title} shows {Text(shown[title])} instead of {Text(s_expected)}"),
            .. titles.Where(title => !taken[title].SequenceEqual(s_expected)).Select(title => $"the events of title {title} were taken as {Text(taken[title])} instead of {Text(s_expected)}"),
            .. await SetAsideAsync(cancellationToken),
        ];
    }

    /// <summary>Looks at all events, when no more come: none waits, and what was delivered was taken.</summary>
    public async Task<IReadOnlyList<string>> CheckAllAsync(CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        var waiting = await rows.CountWaitingAsync(cancellationToken);
        while (waiting > 0 && Stopwatch.GetElapsedTime(since) < s_patience)
        {
            await Task.Delay(s_look, cancellationToken);
            waiting = await rows.CountWaitingAsync(cancellationToken);
        }

        return
        [
            .. waiting > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{waiting} events still wait {s_patience.TotalSeconds:0} s after the last request")] : Array.Empty<string>(),
            .. await rows.FindUnpairedAsync(cancellationToken),
            .. await SetAsideAsync(cancellationToken),
        ];
    }

    /// <summary>Everything that the API tells of what happened, by title.</summary>
    private async Task<ILookup<string, string>> ShownAsync(CancellationToken cancellationToken)
    {
        var items = await client.ListAsync("/v1/activity?limit=200", static _ => { }, cancellationToken);
        return items.ToLookup(static item => item.GetProperty("titleId").GetString()!, static item => item.GetProperty("kind").GetString()!);
    }

    private async Task<IEnumerable<string>> SetAsideAsync(CancellationToken cancellationToken)
    {
        var letters = await client.ListAsync("/v1/admin/dead-letters?limit=200", request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", adminToken), cancellationToken);
        return letters.Select(static letter => $"event {letter.GetProperty("type").GetString()} of {letter.GetProperty("entityId").GetString()} was set aside: {letter.GetProperty("error").GetString()}");
    }

    private static string Text(IEnumerable<string> kinds) => $"[{string.Join(", ", kinds)}]";
}
