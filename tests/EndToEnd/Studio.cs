using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests;

/// <summary>One server and one finished title that many tests only look at. Made when first asked for.</summary>
public sealed class Studio : IAsyncDisposable
{
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromMinutes(5);

    private readonly TempFolder _folder = new("streamverse-studio-");
    private readonly Lazy<Task<LocalServer>> _server;
    private readonly Lazy<Task<ApiTitle>> _title;
    private ApiClient? _api;

    public Studio()
    {
        _server = new(StartAsync);
        _title = new(PublishAsync);
    }

    /// <summary>A server of its own on data of its own; skips the test where the program is not built.</summary>
    public static async Task<LocalServer> StartAsync(string dataPath, IReadOnlyDictionary<string, string>? settings, CancellationToken cancellationToken)
    {
        RequireProgram();
        var server = new LocalServer(dataPath, settings);
        await server.StartAsync(cancellationToken);
        return server;
    }

    public static void RequireProgram() =>
        Assert.SkipWhen(LocalServer.Program is null, "src/Local is not built: run 'dotnet build src/Local'.");

    /// <summary>The shared server.</summary>
    public Task<LocalServer> GetServerAsync() => _server.Value;

    /// <summary>A client of the shared server.</summary>
    public async Task<ApiClient> GetApiAsync() => _api ??= new ApiClient((await GetServerAsync()).Address);

    /// <summary>The finished title that <see cref="ReferenceSource"/> describes.</summary>
    public Task<ApiTitle> GetTitleAsync() => _title.Value;

    /// <summary>The finished title's source.</summary>
    public string SourcePath => _folder.File("reference.mkv");

    public async ValueTask DisposeAsync()
    {
        _api?.Dispose();
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _server.Value).DisposeAsync();
        }

        _folder.Dispose();
    }

    private Task<LocalServer> StartAsync() => StartAsync(_folder.File("data"), settings: null, CancellationToken.None);

    private async Task<ApiTitle> PublishAsync()
    {
        var api = await GetApiAsync();
        await ReferenceSource.MakeAsync(_folder.Path, SourcePath);
        using var patience = new CancellationTokenSource(PublishTimeout);
        return await api.PublishAsync(SourcePath, "Reference", patience.Token);
    }
}
