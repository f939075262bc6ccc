using System.Globalization;
using System.Text.Json;
using StreamVerse.Cluster.Processes;

namespace StreamVerse.Cluster.Stores;

/// <summary>What Ceph keeps in its folder, and how it is made.</summary>
internal sealed class CephFiles(string path, int monitorPort, int gatewayPort)
{
    private const long SmallestStore = 4_000_000_000;
    private const long LargestStore = 500_000_000_000;

    /// <summary>The object daemon's file is sparse; it must not promise more than the disk can hold.</summary>
    private const double ShareOfDisk = 0.8;

    public string Path => path;

    public string Configuration => File("ceph.conf");

    /// <summary>Whether everything was made to its end.</summary>
    public bool AreMade => System.IO.File.Exists(Marker);

    private string Marker => File("made");

    private string Keyring => File("keyring");

    /// <summary>Makes all that can be made while nothing runs; what is there of an unfinished try goes.</summary>
    public async Task MakeMonitorAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var name in (string[])["mon", "osd", "mgr", "rgw", "run"])
        {
            Directory.CreateDirectory(File(name));
        }

        var cluster = Guid.NewGuid().ToString();
        await System.IO.File.WriteAllTextAsync(Configuration, Text(cluster), cancellationToken);
        await KeyAsync(["--create-keyring", Keyring, "-n", "mon.", "--cap", "mon", "allow *"]);
        await KeyAsync([Keyring, "-n", "client.admin", "--cap", "mon", "allow *", "--cap", "osd", "allow *", "--cap", "mgr", "allow *"]);
        await KeyAsync([Keyring, "-n", "osd.0", "--cap", "mon", "allow profile osd", "--cap", "osd", "allow *", "--cap", "mgr", "allow profile osd"]);
        await KeyAsync([Keyring, "-n", "mgr.x", "--cap", "mon", "allow profile mgr", "--cap", "osd", "allow *"]);
        await Tool.RunAsync("monmaptool", ["--create", "--fsid", cluster, "--addv", "a", string.Create(CultureInfo.InvariantCulture, $"[v2:127.0.0.1:{monitorPort}]"), File("monmap")], null, cancellationToken);
        await RunAsync("ceph-mon", ["-i", "a", "--mkfs", "--monmap", File("monmap"), "--keyring", Keyring], cancellationToken);

        Task KeyAsync(string[] arguments) => Tool.RunAsync("ceph-authtool", [.. arguments, "--gen-key"], null, cancellationToken);
    }

    /// <summary>Makes the object daemon's file; the monitor must run.</summary>
    public async Task MakeObjectsAsync(CancellationToken cancellationToken)
    {
        var daemon = Guid.NewGuid().ToString();
        await RunAsync("ceph", ["osd", "new", daemon], cancellationToken);
        await RunAsync("ceph-osd", ["-i", "0", "--mkfs", "--osd-uuid", daemon], cancellationToken);
    }

    /// <summary>Makes the one user; monitor and object daemon must run. Then everything is made.</summary>
    /// <param name="accessKey">The user's name and access key.</param>
    /// <param name="secretFile">Where the secret key is written: Ceph chooses it, as everybody on the machine could read it on a command line.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task MakeUserAsync(string accessKey, string secretFile, CancellationToken cancellationToken)
    {
        var user = await RunAsync("radosgw-admin", ["user", "create", "--uid", accessKey, "--display-name", accessKey, "--access-key", accessKey, "--gen-secret"], cancellationToken);
        using var json = JsonDocument.Parse(user);
        SecretFile.Write(secretFile, json.RootElement.GetProperty("keys")[0].GetProperty("secret_key").GetString()!);
        await System.IO.File.WriteAllTextAsync(Marker, "", cancellationToken);
    }

    private Task<string> RunAsync(string tool, string[] arguments, CancellationToken cancellationToken) =>
        Tool.RunAsync(tool, ["-c", Configuration, .. arguments], null, cancellationToken);

    private string File(string name) => System.IO.Path.Combine(path, name);

    private string Text(string cluster)
    {
        var size = (long)Math.Clamp(new DriveInfo(path).AvailableFreeSpace * ShareOfDisk, SmallestStore, LargestStore);
        return string.Create(CultureInfo.InvariantCulture, $"""
            [global]
            fsid = {cluster}
            mon host = [v2:127.0.0.1:{monitorPort}]
            ms bind msgr1 = false
            auth cluster required = cephx
            auth service required = cephx
            auth client required = cephx
            keyring = {Keyring}
            osd pool default size = 1
            osd pool default min size = 1
            osd pool default pg num = 1
            osd pool default pgp num = 1
            osd pool default pg autoscale mode = off
            osd crush chooseleaf type = 0
            osd client watch timeout = 10
            osd objectstore = bluestore
            osd memory target = 939524096
            bluestore block size = {size}
            mon allow pool size one = true
            mon data avail crit = 1
            mon data avail warn = 1
            mon data = {File("mon")}
            osd data = {File("osd")}
            mgr data = {File("mgr")}
            rgw data = {File("rgw")}
            run dir = {File("run")}
            crash dir = {File("run")}
            admin socket =
            pid file =
            log file = {path}/$name.log
            mon cluster log file = {File("cluster.log")}
            rgw frontends = beast endpoint=127.0.0.1:{gatewayPort} tcp_nodelay=1
            [osd]
            public addr = 127.0.0.1
            cluster addr = 127.0.0.1
            [mgr]
            public addr = 127.0.0.1

            """);
    }
}
