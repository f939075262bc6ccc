using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StreamVerse.Media.Tokens;

namespace StreamVerse.Media.Tests.Tokens;

/// <summary>A real Apache Traffic Server with its <c>uri_signing</c> plug-in before an origin that answers with the path it was asked for.</summary>
internal sealed class TrafficServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/traffic_server";
    private const string Modules = "/usr/lib/trafficserver/modules";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpListener _origin = new();
    private readonly int _originPort = FreePort();
    private readonly int _port = FreePort();
    private Process? _process;
    private Task _serving = Task.CompletedTask;

    /// <summary>Where the edge listens.</summary>
    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>Paths that the origin was asked for, in order.</summary>
    public List<string> OriginPaths { get; } = [];

    /// <summary>Starts the server; skips the test where it is not installed.</summary>
    public static async Task<TrafficServer> StartAsync(TokenKeyRing keys, string issuer, CancellationToken cancellationToken)
    {
        if (!File.Exists(Program) || !File.Exists(Path.Combine(Modules, "uri_signing.so")))
        {
            Assert.Skip("Traffic Server is not installed: run 'apt-get install trafficserver trafficserver-experimental-plugins'.");
        }

        var server = new TrafficServer();
        server.Configure(keys, issuer);
        server._origin.Prefixes.Add($"http://127.0.0.1:{server._originPort}/");
        server._origin.Start();
        server._serving = server.ServeOriginAsync();
        await server.StartProcessAsync(cancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _origin.Close();
        await _serving;
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Dispose();
    }

    private async Task StartProcessAsync(CancellationToken cancellationToken)
    {
        _process = Process.Start(new ProcessStartInfo(Program, [$"--run-root={Path.Combine(_folder.Path, "runroot.yaml")}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (await _process.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains("fully initialized", StringComparison.Ordinal))
            {
                // Nobody must wait for a full pipe.
                _process.BeginOutputReadLine();
                _ = _process.StandardError.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException("Traffic Server ended before it was ready.");
    }

    private void Configure(TokenKeyRing keys, string issuer)
    {
        var root = _folder.Path;
        var etc = Directory.CreateDirectory(Path.Combine(root, "etc")).FullName;
        Directory.CreateDirectory(Path.Combine(root, "var"));
        File.WriteAllText(
            Path.Combine(root, "runroot.yaml"),
            $"""
            prefix: /usr
            exec_prefix: /usr
            bindir: /usr/bin
            sbindir: /usr/sbin
            includedir: /usr/include
            libdir: /usr/lib/trafficserver
            libexecdir: {Modules}
            sysconfdir: {etc}
            datadir: {root}/var
            localstatedir: {root}/var
            runtimedir: {root}/var
            logdir: {root}/var
            cachedir: {root}/var
            """);
        File.WriteAllText(
            Path.Combine(etc, "records.config"),
            $"""
            CONFIG proxy.config.http.server_ports STRING {_port}:ip-in=127.0.0.1
            CONFIG proxy.config.admin.user_id STRING #-1
            CONFIG proxy.config.crash_log_helper STRING NULL
            CONFIG proxy.config.exec_thread.autoconfig INT 0
            CONFIG proxy.config.exec_thread.limit INT 1
            CONFIG proxy.config.cache.ram_cache.size INT 1048576
            CONFIG proxy.config.diags.output.note STRING E
            CONFIG proxy.config.url_remap.remap_required INT 1

            """);
        File.WriteAllText(
            Path.Combine(etc, "ip_allow.yaml"),
            """
            ip_allow:
              - apply: in
                ip_addrs: 127.0.0.1
                action: allow
                methods: ALL
            """);
        File.WriteAllText(Path.Combine(etc, "storage.config"), $"{root}/var 64M\n");
        File.WriteAllText(
            Path.Combine(etc, "remap.config"),
            $"map http://127.0.0.1:{_port}/ http://127.0.0.1:{_originPort}/ @plugin=uri_signing.so @pparam=signing.json\n");
        var jwks = string.Join(',', keys.All.Select(key => $$"""{"alg":"HS256","kty":"oct","kid":"{{key.Id}}","k":"{{Base64Url.EncodeToString(key.Secret)}}"}"""));
        File.WriteAllText(
            Path.Combine(etc, "signing.json"),
            $$$"""{"{{{issuer}}}":{"id":"edge","strip_token":true,"renewal_kid":"{{{keys.Current.Id}}}","keys":[{{{jwks}}}]}}""");
    }

    private async Task ServeOriginAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _origin.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var path = context.Request.RawUrl!;
            OriginPaths.Add(path);
            context.Response.Headers["Cache-Control"] = "max-age=60";
            context.Response.Close(System.Text.Encoding.ASCII.GetBytes(path), willBlock: false);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
