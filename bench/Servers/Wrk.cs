using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamVerse.Bench.Servers;

/// <summary>Puts load on a server by wrk, from one thread.</summary>
internal static partial class Wrk
{
    /// <returns>Requests answered in a second.</returns>
    /// <exception cref="InvalidOperationException">Not every answer was a success.</exception>
    public static async Task<double> RequestsPerSecondAsync(Uri address, int connections, TimeSpan duration, bool gzip, CancellationToken cancellationToken) =>
        (await RunAsync(address, connections, duration, ["-H", gzip ? "Accept-Encoding: gzip" : "Accept-Encoding: identity"], cancellationToken)).PerSecond;

    /// <summary>Posts one JSON document over and over.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="script">A file for the script that says so to wrk.</param>
    /// <param name="json">The document; no single quotes.</param>
    /// <param name="connections">How many at once.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">Not every answer was a success.</exception>
    public static async Task<WrkResult> PostAsync(Uri address, string script, string json, int connections, TimeSpan duration, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(script, $"wrk.method = 'POST'\nwrk.body = '{json}'\nwrk.headers['Content-Type'] = 'application/json'\n", cancellationToken);
        return await RunAsync(address, connections, duration, ["-s", script], cancellationToken);
    }

    private static async Task<WrkResult> RunAsync(Uri address, int connections, TimeSpan duration, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var invariant = CultureInfo.InvariantCulture;
        var output = await Tool.RunAsync(
            "wrk",
            ["-t1", string.Create(invariant, $"-c{connections}"), string.Create(invariant, $"-d{(int)duration.TotalSeconds}s"), "--latency", .. arguments, address.AbsoluteUri],
            cancellationToken);
        return output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal) || Rate().Match(output) is not { Success: true } rate
            ? throw new InvalidOperationException($"Not every request to {address.Authority} was answered well: {output}")
            : new WrkResult(
                double.Parse(rate.Groups[1].Value, invariant),
                (int)double.Parse(Count().Match(output).Groups[1].Value, invariant),
                Milliseconds(Median().Match(output)),
                Milliseconds(Slowest().Match(output)));
    }

    private static double Milliseconds(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * match.Groups[2].Value switch
    {
        "us" => 0.001,
        "ms" => 1,
        "s" => 1000,
        var unit => throw new InvalidOperationException($"wrk tells a time in '{unit}', which is not known here."),
    };

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"([0-9]+) requests in")]
    private static partial Regex Count();

    [GeneratedRegex(@"50%\s+([0-9.]+)([a-z]+)")]
    private static partial Regex Median();

    [GeneratedRegex(@"99%\s+([0-9.]+)([a-z]+)")]
    private static partial Regex Slowest();
}
