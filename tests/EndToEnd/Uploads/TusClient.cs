using System.Diagnostics;
using System.Text.Json;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Uploads;

/// <summary>The npm package <c>tus-js-client</c>, uploading a file in a process of its own.</summary>
internal sealed class TusClient : IDisposable
{
    private readonly Process _process;

    private TusClient(Process process) => _process = process;

    /// <summary>Retries that it began so far.</summary>
    public int Retries { get; private set; }

    /// <summary>Starts to upload; skips the test where the package is not installed.</summary>
    /// <param name="server">The server.</param>
    /// <param name="path">The file.</param>
    /// <param name="chunkBytes">Bytes of a request.</param>
    /// <param name="memory">A file to remember uploads in, as a browser does; none where it shall not.</param>
    public static TusClient Start(Uri server, string path, int chunkBytes, params string[] memory)
    {
        var folder = RepositoryRoot.Combine("tests", "EndToEnd", "node");
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules")), "tus-js-client is not installed: run 'npm ci' in tests/EndToEnd/node.");
        return new TusClient(Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "upload.mjs"), new Uri(server, "/v1/uploads").ToString(), path, $"{chunkBytes}", .. memory])
        {
            RedirectStandardOutput = true,
        })!);
    }

    /// <summary>Waits until it begins a retry and answers the status that it retries because of; 0 for a lost connection.</summary>
    public async Task<int> RetryAsync(CancellationToken cancellationToken) => (await FactAsync("retry", cancellationToken)).GetInt32();

    /// <summary>Waits for its end and answers the title's id.</summary>
    public async Task<string> FinishAsync(CancellationToken cancellationToken)
    {
        var address = (await FactAsync("title", cancellationToken)).GetString();
        Assert.NotNull(address);
        return address[(address.LastIndexOf('/') + 1)..];
    }

    private async Task<JsonElement> FactAsync(string name, CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            using var fact = JsonDocument.Parse(line);
            Assert.False(fact.RootElement.TryGetProperty("error", out _), line);
            if (fact.RootElement.TryGetProperty("retry", out _))
            {
                Retries++;
            }

            if (fact.RootElement.TryGetProperty(name, out var value))
            {
                return value.Clone();
            }
        }

        throw new InvalidOperationException("tus-js-client ended without a word.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
