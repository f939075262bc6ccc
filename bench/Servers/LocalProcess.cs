using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using StreamVerse.Testing;

namespace StreamVerse.Bench.Servers;

/// <summary>StreamVerse as users run it: <c>src/Local</c>, a process of its own with an empty data folder.</summary>
internal sealed partial class LocalProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly TempFolder _data;

    private LocalProcess(Process process, TempFolder data)
    {
        _process = process;
        _data = data;
    }

    public Uri Address { get; private set; } = null!;

    public int Id => _process.Id;

    /// <summary>Folder of the bucket that players read.</summary>
    public string Outputs => _data.File("objects/transcoded-profiles");

    public static async Task<LocalProcess> StartAsync(CancellationToken cancellationToken)
    {
        var data = new TempFolder("streamverse-bench-");
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../StreamVerse.Local", configuration, "StreamVerse.Local.dll"));
        var local = new LocalProcess(Tool.Start("dotnet", [program, "--port", "0", "--data", data.Path, "--no-demo"]), data);
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(StartTimeout);
            while (local.Address is null)
            {
                var line = await local._process.StandardOutput.ReadLineAsync(timeout.Token)
                    ?? throw new InvalidOperationException($"{program} did not start: {await local._process.StandardError.ReadToEndAsync(timeout.Token)}");
                if (ReadyLine().Match(line) is { Success: true } match)
                {
                    local.Address = new Uri(match.Value);
                }
            }
        }
        catch
        {
            await local.DisposeAsync();
            throw;
        }

        // Its log goes nowhere, but is read, or it would block.
        local._process.OutputDataReceived += static (_, _) => { };
        local._process.ErrorDataReceived += static (_, line) => Console.Error.WriteLine(line.Data);
        local._process.BeginErrorReadLine();
        _ = local._process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return local;
    }

    /// <summary>The most memory that the process has had resident, in bytes.</summary>
    public long PeakResidentBytes() => File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{Id}/status"))
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024)
        .Single();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _data.Dispose();
    }

    [GeneratedRegex(@"http://\S+(?=  \(data in)")]
    private static partial Regex ReadyLine();
}
