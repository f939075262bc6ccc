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
        using var process = Process.Start(StartInfoOf(program, arguments, settings))!;
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

    /// <summary>How a program is started; skips the test where it is not built.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="settings">Settings by name with colons.</param>
    public static ProcessStartInfo StartInfoOf(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? settings)
    {
        var path = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", $"StreamVerse.{program}", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), $"StreamVerse.{program}.dll"));
        Assert.SkipUnless(File.Exists(path), $"src/{program} is not built: run 'dotnet build src/{program}'.");
        ProcessStartInfo info = new("dotnet", [path, .. arguments]) { WorkingDirectory = "/", RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            info.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return info;
    }
}
