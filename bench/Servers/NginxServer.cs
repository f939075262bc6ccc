using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StreamVerse.Testing;

namespace StreamVerse.Bench.Servers;

/// <summary>nginx with a private configuration: what one would serve such files with otherwise.</summary>
internal sealed class NginxServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly TempFolder _folder;

    private NginxServer(Process process, TempFolder folder, int port)
    {
        _process = process;
        _folder = folder;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <summary>Starts it over a folder of files.</summary>
    public static async Task<NginxServer> StartAsync(string root, CancellationToken cancellationToken)
    {
        var folder = new TempFolder("streamverse-nginx-");
        var port = FreePort();
        var configuration = folder.File("nginx.conf");
        await File.WriteAllTextAsync(configuration, Configure(folder.Path, root, port), cancellationToken);
        var server = new NginxServer(Tool.Start("nginx", ["-p", folder.Path, "-c", configuration, "-e", folder.File("error.log")]), folder, port);
        try
        {
            await server.WaitAsync(port, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private static string Configure(string folder, string root, int port) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        daemon off;
        pid {{folder}}/pid;
        {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
        worker_processes auto;
        events { worker_connections 2048; }
        http {
          access_log off;
          sendfile on;
          tcp_nopush on;
          keepalive_timeout 65;
          keepalive_requests 1000000000;
          open_file_cache max=1000;
          gzip_static on;
          client_body_temp_path {{folder}}/body;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          scgi_temp_path {{folder}}/scgi;
          types {
            application/vnd.apple.mpegurl m3u8;
            video/mp4 m4s;
          }
          server {
            listen 127.0.0.1:{{port}};
            root {{root}};
            add_header Cache-Control "public, max-age=30";
            add_header Access-Control-Allow-Origin "*";
          }
        }
        """);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitAsync(int port, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return;
            }
            catch (SocketException exception)
            {
                if (_process.HasExited || watch.Elapsed > StartTimeout)
                {
                    throw new InvalidOperationException($"nginx did not start: {await _process.StandardError.ReadToEndAsync(cancellationToken)}", exception);
                }

                await Task.Delay(20, cancellationToken);
            }
        }
    }
}
