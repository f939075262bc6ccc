using System.Diagnostics;
using StreamVerse.Encoding.Tests.Sources;
using StreamVerse.EndToEnd.Tests.Sources;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Jobs;

/// <summary>A source of three chunks, and the files that a job makes of it that is left alone. Made when first asked for.</summary>
public sealed class UndisturbedJob : IDisposable
{
    private readonly SourceFolder _sources = new();
    private readonly Lazy<Task<string[]>> _digests;

    public UndisturbedJob() => _digests = new(RunAsync);

    /// <summary>How long it took, with the server's start; known with the digests.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>Every file's path and digest, sorted; one line each.</summary>
    public Task<string[]> GetDigestsAsync() => _digests.Value;

    public Task<string> GetSourceAsync() => _sources.Library.GetAsync(new SourceRecipe(
        "chunks.mkv",
        "-f lavfi -i testsrc2=s=256x144:r=25:d=70 -f lavfi -i sine=d=70 -c:v libx264 -preset ultrafast -c:a aac"));

    public void Dispose() => _sources.Dispose();

    private async Task<string[]> RunAsync()
    {
        var source = await GetSourceAsync();
        var clock = Stopwatch.StartNew();
        using var folder = new TempFolder();
        await using var server = await Studio.StartAsync(folder.File("data"), settings: null, CancellationToken.None);
        using var api = new ApiClient(server.Address);
        var title = await api.PublishAsync(source, "Undisturbed", CancellationToken.None);
        Duration = clock.Elapsed;
        return VersionFolder.Digests(server.DataPath, title.Id);
    }
}
