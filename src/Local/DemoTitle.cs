using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using StreamVerse.Encoding;

namespace StreamVerse.Local;

/// <summary>Makes a 30 s title with two languages and subtitles on the first start, and uploads it as anybody would: by tus.</summary>
internal sealed partial class DemoTitle(LocalSettings settings, IOptions<EncodingOptions> encoding, IServer server, IHostApplicationLifetime lifetime, ILogger<DemoTitle> logger) : BackgroundService
{
    private const string Subtitles = """
        1
        00:00:01,000 --> 00:00:06,000
        Welcome to StreamVerse.

        2
        00:00:08,000 --> 00:00:14,000
        This title was made, uploaded and transcoded on your own machine.

        3
        00:00:16,000 --> 00:00:24,000
        Try another quality, another language, or the pictures on the seek bar.
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var marker = Path.Combine(settings.DataPath, ".demo-made");
        if (File.Exists(marker))
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("streamverse-demo-");
        try
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            await UploadAsync(await MakeAsync(folder.FullName, stoppingToken), stoppingToken);
            await File.WriteAllTextAsync(marker, "The demo title was made; it is not made again.\n", stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<string> MakeAsync(string folder, CancellationToken cancellationToken)
    {
        var subtitles = Path.Combine(folder, "demo.srt");
        var file = Path.Combine(folder, "demo.mkv");
        await File.WriteAllTextAsync(subtitles, Subtitles, cancellationToken);
        var start = new ProcessStartInfo(encoding.Value.FfmpegPath) { RedirectStandardError = true };
        foreach (var argument in (string[])[
            "-nostdin", "-v", "error", "-y",
            "-f", "lavfi", "-i", "gradients=s=1280x720:r=30:d=30:n=5:speed=0.012:c0=0x0b132b:c1=0x3a506b:c2=0x5bc0be:c3=0xf25f5c:c4=0x70c1b3:seed=7",
            "-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=30",
            "-f", "lavfi", "-i", "aevalsrc='0.12*sin(2*PI*220*t)*(0.6+0.4*sin(2*PI*0.5*t))+0.08*sin(2*PI*330*t)':d=30:s=48000",
            "-f", "lavfi", "-i", "aevalsrc='0.12*sin(2*PI*262*t)*(0.6+0.4*sin(2*PI*1.0*t))+0.08*sin(2*PI*392*t)':d=30:s=48000",
            "-i", subtitles,
            "-filter_complex", "[0:v][1:v]overlay=main_w-overlay_w-48:main_h-overlay_h-48,format=yuv420p[v]",
            "-map", "[v]", "-map", "2:a", "-map", "3:a", "-map", "4:s",
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-g", "150", "-c:a", "aac", "-b:a", "128k", "-c:s", "srt",
            "-metadata:s:a:0", "language=eng", "-metadata:s:a:1", "language=fra", "-metadata:s:s:0", "language=eng",
            "-disposition:a:0", "default", file])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        return process.ExitCode == 0 ? file : throw new InvalidOperationException($"ffmpeg could not make the demo title: {(await errors).Trim()}");
    }

    private async Task UploadAsync(string file, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        await using var content = File.OpenRead(file);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/uploads") { Content = new StreamContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Length", content.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("Upload-Metadata", $"filename {Base64("demo.mkv")},title {Base64("StreamVerse demo")}");
        request.Headers.Add("Idempotency-Key", "demo");
        using var response = await client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demo title could not be made; everything else works.")]
    private partial void LogFailed(Exception exception);
}
