using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using StreamVerse.Encoding.Tests;
using StreamVerse.Testing;

namespace StreamVerse.Chaos.Tests;

/// <summary>Sources, and the files that a single process makes of them that is left alone. Made when first asked for.</summary>
public sealed class UndisturbedTitles : IDisposable
{
    private readonly TempFolder _folder = new("streamverse-undisturbed-");
    private readonly ConcurrentDictionary<int, Lazy<Task<UndisturbedTitle>>> _made = new();

    /// <summary>The sources that were made so far.</summary>
    internal IEnumerable<string> SourcePaths => _made.Values.Where(static made => made is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }).Select(static made => made.Value.Result.SourcePath);

    /// <summary>A title of so many seconds, small enough to be encoded fast.</summary>
    internal Task<UndisturbedTitle> GetAsync(int seconds) =>
        _made.GetOrAdd(seconds, static (length, folder) => new(() => MakeAsync(folder, length)), _folder).Value;

    public void Dispose() => _folder.Dispose();

    private static async Task<UndisturbedTitle> MakeAsync(TempFolder folder, int seconds)
    {
        Assert.SkipWhen(LocalServer.Program is null, "src/Local is not built: run 'dotnet build src/Local'.");
        var length = seconds.ToString(CultureInfo.InvariantCulture);
        var source = folder.File($"source-{length}.mkv");
        await Ffmpeg.RunAsync("ffmpeg", [
            "-v", "error", "-nostdin", "-y",
            "-f", "lavfi", "-i", $"testsrc=s=320x180:r=25:d={length}", "-f", "lavfi", "-i", $"sine=d={length}",
            "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", source,
        ]);
        await using var server = new LocalServer(folder.File($"data-{length}"));
        await server.StartAsync(CancellationToken.None);
        using var api = new ApiClient(server.Address);
        var title = await api.PublishAsync(source, "Undisturbed", CancellationToken.None);
        var root = Path.Combine(server.DataPath, "objects", "transcoded-profiles", "titles", title.Id);
        return new UndisturbedTitle(
            source,
            [
                .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
                    .Select(file => $"{Path.GetRelativePath(root, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}")
                    .Order(StringComparer.Ordinal),
            ]);
    }
}
