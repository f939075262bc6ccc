using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StreamVerse.Cluster.Processes;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Cluster.Stores;

/// <summary>
/// An S3 store of the cluster's own: Ceph with one monitor, one manager, one object daemon that keeps everything in a
/// file, and one gateway, on 127.0.0.1.
/// </summary>
internal sealed class CephStore : IClusterStore
{
    private const string AccessKey = "streamverse";
    private static readonly string[] s_tools = ["ceph", "ceph-authtool", "ceph-mon", "ceph-osd", "ceph-mgr", "monmaptool", "radosgw", "radosgw-admin"];
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private readonly CephFiles _files;
    private readonly Uri _endpoint;
    private readonly string _secretFile;
    private readonly Child _monitor;
    private readonly Child _objects;
    private readonly Child _manager;
    private readonly Child _gateway;
    private readonly ServiceProvider _services;

    public CephStore(ChildHouse house, int monitorPort, int gatewayPort)
    {
        if (s_tools.FirstOrDefault(static tool => !Tool.IsInstalled(tool)) is { } missing)
        {
            throw new IOException($"Ceph's {missing} is not installed. Install it with: apt-get install --no-install-recommends radosgw ceph-mon ceph-osd ceph-mgr ceph-common");
        }

        _files = new CephFiles(house.Folder.File("ceph"), monitorPort, gatewayPort);
        _endpoint = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{gatewayPort}"));
        _secretFile = house.Folder.Key("s3");
        _monitor = Daemon("s3-monitor", "ceph-mon", "-i", "a");
        _objects = Daemon("s3-objects", "ceph-osd", "-i", "0");
        _manager = Daemon("s3-manager", "ceph-mgr", "-i", "x");
        _gateway = Daemon(Name, "radosgw", "-n", "client.admin");
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddObjectStore(new ConfigurationBuilder().AddInMemoryCollection(Settings!).AddInMemoryCollection([new($"{ObjectStoreOptions.Section}:S3:MaxAttempts", "1")]).Build())
            .BuildServiceProvider();

        Child Daemon(string name, string program, params string[] arguments) =>
            new(new ChildDefinition(name, program, ["-c", _files.Configuration, .. arguments, "-f"]) { Grace = TimeSpan.FromSeconds(20) }, house);
    }

    public string Name => "s3";

    public string Address => _endpoint.Authority;

    public IReadOnlyList<Child> Processes => [_gateway, _objects, _manager, _monitor];

    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        [$"{ObjectStoreOptions.Section}:Provider"] = nameof(ObjectStoreProvider.S3),
        [$"{ObjectStoreOptions.Section}:S3:Endpoint"] = _endpoint.GetLeftPart(UriPartial.Authority),
        [$"{ObjectStoreOptions.Section}:S3:AccessKey"] = AccessKey,
        [$"{ObjectStoreOptions.Section}:S3:SecretKeyFile"] = _secretFile,
    };

    public Task StartAsync(CancellationToken cancellationToken) => StartLimit.KeepAsync(
        s_patience,
        time => $"Ceph does not answer {time}; its logs are in {_files.Path}.",
        limit => StartDaemonsAsync(limit.Token),
        cancellationToken);

    public Task ProbeAsync(CancellationToken cancellationToken) => _services.GetRequiredService<IObjectStore>().CheckAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _services.DisposeAsync();
        }
        finally
        {
            foreach (var daemon in Processes)
            {
                await daemon.DisposeAsync();
            }
        }
    }

    private async Task StartDaemonsAsync(CancellationToken cancellationToken)
    {
        var isNew = !_files.AreMade;
        if (isNew)
        {
            await _files.MakeMonitorAsync(cancellationToken);
        }

        await _monitor.StartAsync();
        if (isNew)
        {
            await _files.MakeObjectsAsync(cancellationToken);
        }

        await _objects.StartAsync();
        await _manager.StartAsync();
        if (isNew)
        {
            await _files.MakeUserAsync(AccessKey, _secretFile, cancellationToken);
        }

        await _gateway.StartAsync();
        using var client = new HttpClient();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(_endpoint, cancellationToken);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(s_look, cancellationToken);
            }
        }
    }
}
