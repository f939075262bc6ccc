using System.Diagnostics;
using System.Text.Json;

namespace StreamVerse.Media.Tests;

/// <summary>Runs the parsers of <c>tests/Media/judges</c>, which others wrote, over rendered files.</summary>
internal static class Judges
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>What every judge saw in every playlist and manifest of a folder; skips the test where the judges are not installed.</summary>
    public static async Task<IReadOnlyList<Verdict>> JudgeAsync(string folder, CancellationToken cancellationToken)
    {
        var judges = Folder();
        if (!Directory.Exists(Path.Combine(judges, "node_modules")))
        {
            Assert.Skip("The playlist judges are not installed: run 'npm ci' in tests/Media/judges.");
        }

        using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(judges, "judge.mjs"), folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return JsonSerializer.Deserialize<Verdict[]>(output, s_json)!;
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "StreamVerse.sln")))
            {
                return Path.Combine(folder.FullName, "tests", "Media", "judges");
            }
        }

        throw new DirectoryNotFoundException("No folder above the tests holds StreamVerse.sln.");
    }
}
