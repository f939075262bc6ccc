using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Jobs;

/// <summary>A job under a fault that lasts: it is tried with growing pauses, given up, and retried when the fault is over.</summary>
internal static partial class Outage
{
    /// <summary>Tries that are enough to see the pauses grow: 1 s, then 2 s.</summary>
    private const int Tries = 3;

    private static readonly TimeSpan Pauses = TimeSpan.FromSeconds(1 + 2);

    /// <summary>Settings of a server that gives up soon.</summary>
    public static Dictionary<string, string> Settings(params IEnumerable<(string Key, string Value)> more) =>
        more.Append(("Transcoding:MaxTries", Tries.ToString(CultureInfo.InvariantCulture))).ToDictionary(setting => $"StreamVerse:{setting.Item1}", setting => setting.Item2);

    /// <summary>Uploads, breaks something while the job runs, waits for the failure, mends it, retries, waits for the title.</summary>
    /// <returns>The title's id.</returns>
    public static async Task<string> RunAsync(LocalServer server, string source, string code, string reason, Func<Task, Task> breakUntil, Action mend, CancellationToken cancellationToken)
    {
        using var api = new ApiClient(server.Address);
        var id = await api.UploadAsync(source, code, cancellationToken);
        await api.WaitAsync(id, title => title.State == "transcoding", cancellationToken);
        var clock = Stopwatch.StartNew();
        var failing = api.WaitAsync(id, title => title.State == "failed", cancellationToken);
        await breakUntil(failing);
        var failed = await failing;
        clock.Stop();

        Assert.Equal((code, reason), (failed.Error?.Code, failed.Error?.Message));
        Assert.Equal(Enumerable.Range(1, Tries), MostTriedItem(server.Log, code));
        Assert.True(clock.Elapsed >= Pauses, $"{Tries} tries took {clock.Elapsed}: there were no pauses between them.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{code}: given up after {clock.Elapsed.TotalSeconds:F1} s.");

        mend();
        using var retried = await api.Http.PostAsync($"/v1/titles/{id}/retry", content: null, cancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, retried.StatusCode);
        await api.WaitAsync(id, title => title.State == "published", cancellationToken);
        return id;
    }

    /// <summary>The numbers of the tries, in order, of the item that was tried most.</summary>
    private static IEnumerable<int> MostTriedItem(string log, string code) => FailedTry().Matches(log)
        .Where(match => match.Groups["code"].Value == code)
        .GroupBy(match => match.Groups["item"].Value, match => int.Parse(match.Groups["tries"].Value, CultureInfo.InvariantCulture))
        .MaxBy(item => item.Count()) ?? Enumerable.Empty<int>();

    [GeneratedRegex(@"Item (?<item>\d+) of job \S+ failed at \S+ \(try (?<tries>\d+), (?<code>[a-z-]+)\)")]
    private static partial Regex FailedTry();
}
