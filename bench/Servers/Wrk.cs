using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamVerse.Bench.Servers;

/// <summary>Puts load on a server by wrk, from one thread.</summary>
internal static partial class Wrk
{
    /// <returns>Requests answered in a second.</returns>
    /// <exception cref="InvalidOperationException">Not every answer was a success.</exception>
    public static async Task<double> RequestsPerSecondAsync(Uri address, int connections, TimeSpan duration, bool gzip, CancellationToken cancellationToken)
    {
        var invariant = CultureInfo.InvariantCulture;
        var output = await Tool.RunAsync(
            "wrk",
            [
                "-t1", string.Create(invariant, $"-c{connections}"), string.Create(invariant, $"-d{(int)duration.TotalSeconds}s"),
                "-H", gzip ? "Accept-Encoding: gzip" : "Accept-Encoding: identity", address.AbsoluteUri,
            ],
            cancellationToken);
        return output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal) || Rate().Match(output) is not { Success: true } rate
            ? throw new InvalidOperationException($"Not every request to {address.Authority} was answered well: {output}")
            : double.Parse(rate.Groups[1].Value, invariant);
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex Rate();
}
