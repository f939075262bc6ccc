using System.ComponentModel;
using System.Diagnostics;

namespace StreamVerse.Cluster.Processes;

/// <summary>Runs programs that do something and end.</summary>
internal static class Tool
{
    private const int ShownCharacters = 2000;

    /// <summary>Runs one to its end.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments; no secrets.</param>
    /// <param name="environment">What is added to our environment.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="IOException">It cannot be started, or ended with a failure; says what it printed.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            using var killing = cancellationToken.Register(static process => ((Process)process!).Kill(entireProcessTree: true), process);
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            var said = (await errors).Trim();
            return process.ExitCode == 0
                ? output
                : throw new IOException($"{Path.GetFileName(program)} {ExitText.Of(process.ExitCode)}: {(said.Length > ShownCharacters ? said[^ShownCharacters..] : said)}");
        }
        catch (Win32Exception exception)
        {
            throw new IOException($"{program} cannot be run: {exception.Message}", exception);
        }
    }

    /// <summary>Whether a program is on the path.</summary>
    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
