using System.Diagnostics;
using System.Text.Json;

namespace StreamVerse.Media.Tests.Cmaf;

/// <summary>Runs the programs that make and judge media; a test that needs one that is not installed is skipped by name.</summary>
internal static class MediaTools
{
    public static async Task<byte[]> FfmpegAsync(params string[] arguments)
    {
        var (output, errors) = await RunAsync("ffmpeg", ["-nostdin", "-y", "-v", "error", .. arguments]);
        Assert.True(errors.Length == 0, $"ffmpeg said: {errors}");
        return output;
    }

    public static async Task<string[]> FfprobeAsync(params string[] arguments)
    {
        var (output, errors) = await RunAsync("ffprobe", ["-v", "error", .. arguments]);
        Assert.True(errors.Length == 0, $"ffprobe said: {errors}");
        return System.Text.Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public static async Task<JsonElement> Mp4BoxAsync(string file)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "StreamVerse.sln")))
        {
            root = root.Parent;
        }

        var judges = Path.Combine(root?.FullName ?? ".", "tests", "Media", "Cmaf", "judges");
        if (!Directory.Exists(Path.Combine(judges, "node_modules")))
        {
            Assert.Skip("mp4box is not installed: npm ci in tests/Media/Cmaf/judges");
        }

        var (output, errors) = await RunAsync("node", [Path.Combine(judges, "inspect.mjs"), file]);
        Assert.True(errors.Length == 0, $"mp4box said: {errors}");
        return JsonSerializer.Deserialize<JsonElement>(output);
    }

    private static async Task<(byte[] Output, string Errors)> RunAsync(string program, string[] arguments)
    {
        var installed = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
        if (!installed)
        {
            Assert.Skip($"{program} is not installed");
        }

        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        try
        {
            var token = TestContext.Current.CancellationToken;
            var errors = process.StandardError.ReadToEndAsync(token);
            using var output = new MemoryStream();
            await process.StandardOutput.BaseStream.CopyToAsync(output, token);
            await process.WaitForExitAsync(token);
            Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await errors}");
            return (output.ToArray(), await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
