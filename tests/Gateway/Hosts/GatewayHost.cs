using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StreamVerse.Grains;
using StreamVerse.Grains.Administration;
using StreamVerse.Grains.Tests.Clusters;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Relational.Migrations;
using StreamVerse.Testing;

namespace StreamVerse.Gateway.Tests.Hosts;

/// <summary>The real gateway on a free port, with a silo and embedded stores beside it, and no worker.</summary>
public class GatewayHost : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private WebApplication _app = null!;

    public HttpClient Client { get; private set; } = null!;

    public string CredentialFile => _folder.File("workers.json");

    internal Faults Faults { get; } = new();

    public IServiceProvider Services => _app.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IObjectStore Objects => Services.GetRequiredService<IObjectStore>();

    /// <summary>Settings of a further kind of host.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>();

    /// <summary>Lays down what a further kind of host finds when it starts.</summary>
    protected virtual void Prepare()
    {
    }

    public async ValueTask InitializeAsync()
    {
        Prepare();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder.Path, EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["StreamVerse:Relational:Provider"] = "sqlite",
            ["StreamVerse:Relational:Path"] = _folder.File("gateway.db"),
            ["StreamVerse:Objects:Provider"] = "folder",
            ["StreamVerse:Objects:Folder:Path"] = _folder.File("objects"),
            ["StreamVerse:Objects:Folder:SyncToDisk"] = "false",
            ["StreamVerse:Playback:Tokens:KeyFile"] = _folder.File("keys.json"),
            ["StreamVerse:Gateway:WebRoot"] = _folder.File("web"),
            ["StreamVerse:Gateway:UploadReadTimeout"] = "00:00:02",
            ["StreamVerse:Workers:CredentialFile"] = CredentialFile,
            ["StreamVerse:Catalog:MaxUploadBytes"] = "100000000",
            ["StreamVerse:Catalog:ReserveBytes"] = "0",
        });
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddStreamVerseGateway(builder.Configuration);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort: FreePorts.Take(), gatewayPort: 0);
            silo.AddStreamVerseGrains(builder.Configuration);
            silo.AddQuietDashboard();
        });
        builder.Services.AddFaults(Faults);
        _app = builder.Build();
        _app.UseStreamVerseGateway();
        await Services.GetRequiredService<ISchemaMigrator>().MigrateAsync(null, CancellationToken.None);
        await Objects.EnsureReadyAsync(CancellationToken.None);
        await _app.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()), Timeout = TimeSpan.FromSeconds(60) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
