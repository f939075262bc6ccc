using System.Diagnostics;
using System.Globalization;

namespace StreamVerse.Testing;

/// <summary>
/// A real S3 store of the tests' own: Ceph with one monitor, one manager, one object daemon that keeps everything in
/// memory, and one gateway, on free ports of 127.0.0.1 in a temporary folder. It takes 12-16 s to start. It ends with
/// <see cref="DisposeAsync"/>, and also when this process dies.
/// </summary>
public sealed class RadosGatewayServer : IAsyncDisposable
{
    public const string AccessKey = "streamverse";
    public const string SecretKey = "a-secret-of-the-tests";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private readonly TempFolder _folder = new("streamverse-ceph-");
    private readonly int _gatewayPort = FreePorts.Take();
    private readonly int _monitorPort = FreePorts.Take();
    private readonly List<Process> _daemons = [];
    private Process? _gateway;

    private RadosGatewayServer()
    {
    }

    /// <summary>Why no server can be had here, for a skip; null when one can.</summary>
    public static string? MissingReason =>
        ((string[])["ceph", "ceph-authtool", "ceph-mon", "ceph-osd", "ceph-mgr", "monmaptool", "radosgw", "radosgw-admin"]).FirstOrDefault(static tool => !IsInstalled(tool)) is { } missing
            ? $"Ceph's {missing} is not installed (apt-get install --no-install-recommends radosgw ceph-mon ceph-osd ceph-mgr ceph-common)."
            : null;

    public Uri Endpoint => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_gatewayPort}"));

    private string Configuration => _folder.File("ceph.conf");

    /// <summary>Makes and starts a server.</summary>
    public static async Task<RadosGatewayServer> StartNewAsync(CancellationToken cancellationToken)
    {
        RadosGatewayServer server = new();
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(StartLimit);
            await server.StartClusterAsync(limit.Token);
            await server.StartGatewayAsync(limit.Token);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the gateway, again after <see cref="KillGatewayAsync"/>; returns when it answers.</summary>
    public async Task StartGatewayAsync(CancellationToken cancellationToken)
    {
        _gateway = Daemon("radosgw", "-n", "client.admin");
        using HttpClient client = new();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(Endpoint, cancellationToken);
                return;
            }
            catch (HttpRequestException) when (!_gateway.HasExited)
            {
                await Task.Delay(50, cancellationToken);
            }
        }
    }

    /// <summary>Kills the gateway; what it acknowledged stays.</summary>
    public async Task KillGatewayAsync()
    {
        if (_gateway is { } gateway)
        {
            await Shell.EndGuardAsync(gateway);
            _gateway = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillGatewayAsync();
        _daemons.Reverse();
        await Task.WhenAll(_daemons.Select(Shell.EndGuardAsync));
        _folder.Dispose();
    }

    private async Task StartClusterAsync(CancellationToken cancellationToken)
    {
        var cluster = Guid.NewGuid().ToString();
        var daemon = Guid.NewGuid().ToString();
        var keyring = _folder.File("keyring");
        await WriteConfigurationAsync(cluster, keyring, cancellationToken);
        await KeyAsync(["--create-keyring", keyring, "-n", "mon.", "--cap", "mon", "allow *"]);
        await KeyAsync([keyring, "-n", "client.admin", "--cap", "mon", "allow *", "--cap", "osd", "allow *", "--cap", "mgr", "allow *"]);
        await KeyAsync([keyring, "-n", "osd.0", "--cap", "mon", "allow profile osd", "--cap", "osd", "allow *", "--cap", "mgr", "allow profile osd"]);
        await KeyAsync([keyring, "-n", "mgr.x", "--cap", "mon", "allow profile mgr", "--cap", "osd", "allow *"]);
        var map = _folder.File("monmap");
        await Shell.RunAsync("monmaptool", ["--create", "--fsid", cluster, "--addv", "a", string.Create(CultureInfo.InvariantCulture, $"[v2:127.0.0.1:{_monitorPort}]"), map], cancellationToken);
        await ToolAsync("ceph-mon", "-i", "a", "--mkfs", "--monmap", map, "--keyring", keyring);
        _daemons.Add(Daemon("ceph-mon", "-i", "a"));
        await ToolAsync("ceph", "osd", "new", daemon);
        await ToolAsync("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", daemon);
        _daemons.Add(Daemon("ceph-osd", "-i", "0"));
        _daemons.Add(Daemon("ceph-mgr", "-i", "x"));
        await ToolAsync("radosgw-admin", "user", "create", "--uid", "tests", "--display-name", "tests", "--access-key", AccessKey, "--secret-key", SecretKey);

        Task KeyAsync(string[] arguments) => Shell.RunAsync("ceph-authtool", [.. arguments, "--gen-key"], cancellationToken);
        Task ToolAsync(string tool, params string[] arguments) => Shell.RunAsync(tool, ["-c", Configuration, .. arguments], cancellationToken);
    }

    private async Task WriteConfigurationAsync(string cluster, string keyring, CancellationToken cancellationToken)
    {
        foreach (var name in (string[])["mon", "osd", "mgr", "rgw", "run"])
        {
            Directory.CreateDirectory(_folder.File(name));
        }

        await File.WriteAllTextAsync(Configuration, string.Create(CultureInfo.InvariantCulture, $"""
            [global]
            fsid = {cluster}
            mon host = [v2:127.0.0.1:{_monitorPort}]
            ms bind msgr1 = false
            auth cluster required = cephx
            auth service required = cephx
            auth client required = cephx
            keyring = {keyring}
            osd pool default size = 1
            osd pool default min size = 1
            osd pool default pg num = 1
            osd pool default pgp num = 1
            osd pool default pg autoscale mode = off
            osd crush chooseleaf type = 0
            osd client watch timeout = 3
            osd objectstore = memstore
            memstore device bytes = 4294967296
            mon allow pool size one = true
            mon data avail crit = 1
            mon data avail warn = 1
            mon data = {_folder.File("mon")}
            osd data = {_folder.File("osd")}
            mgr data = {_folder.File("mgr")}
            rgw data = {_folder.File("rgw")}
            run dir = {_folder.File("run")}
            crash dir = {_folder.File("run")}
            admin socket =
            pid file =
            log file = {_folder.Path}/$name.log
            mon cluster log file = {_folder.File("cluster.log")}
            rgw frontends = beast endpoint=127.0.0.1:{_gatewayPort} tcp_nodelay=1
            [osd]
            public addr = 127.0.0.1
            cluster addr = 127.0.0.1
            [mgr]
            public addr = 127.0.0.1

            """), cancellationToken);
    }

    /// <summary>A daemon in the foreground under a guard, so that it ends with us.</summary>
    private Process Daemon(string tool, params string[] arguments) => Shell.StartUnderGuard([tool, "-c", Configuration, .. arguments, "-f"]);

    private static bool IsInstalled(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, tool)));
}
