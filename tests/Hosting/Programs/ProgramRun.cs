using System.Diagnostics;

namespace StreamVerse.Hosting.Tests.Programs;

/// <summary>What one of the real programs answered to a command line.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Errors">What it complained of.</param>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs a program to its end; skips the test where it is not built.</summary>
    /// <param name="program">Its name, for example <c>Silo</c>.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="settings">Settings by name with colons; they go by environment variables, as secrets do.</param>
    public static async Task<ProgramRun> OfAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? settings = null)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var cancellationToken = patience.Token;
        ProcessStartInfo info = new("dotnet", [PathOf(program), .. arguments]) { WorkingDirectory = "/", RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            info.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        return new ProgramRun(process.ExitCode, await output, await errors);
    }

    /// <summary>The built program, of the same configuration as the tests; skips the test where it is not built.</summary>
    /// <param name="program">Its name.</param>
    public static string PathOf(string program)
    {
        var path = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", $"StreamVerse.{program}", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), $"StreamVerse.{program}.dll"));
        Assert.SkipUnless(File.Exists(path), $"src/{program} is not built: run 'dotnet build src/{program}'.");
        return path;
    }
}
