using System.Globalization;
using Microsoft.Extensions.Options;
using StreamVerse.Encoding;
using StreamVerse.Encoding.Capabilities;
using StreamVerse.Grains.Catalog;
using StreamVerse.Hosting;
using StreamVerse.Storage.Diagnosis;
using StreamVerse.Worker;

namespace StreamVerse.Local;

/// <summary>Tries everything that StreamVerse needs, as it is configured, and says for each what to do. Changes nothing, also beside a StreamVerse that runs.</summary>
internal static class LocalDoctor
{
    private static readonly string[] NeededEncoders = ["libx264", "aac"];

    public static async Task<int> RunAsync(LocalSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            await using var app = LocalApplication.Build(settings, () => settings.Endpoint, isSilent: true);
            var missing = 0;
            await foreach (var finding in ExamineAsync(app, settings, cancellationToken))
            {
                Report(finding);
                missing += finding.Status == FindingStatus.Missing ? 1 : 0;
            }

            Console.WriteLine(missing == 0 ? "Nothing that StreamVerse needs is missing." : $"{missing} of what StreamVerse needs is missing (MISS above).");
            return missing == 0 ? 0 : 1;
        }
        catch (Exception exception) when (StartFaults.IsForPeople(exception))
        {
            await Console.Error.WriteLineAsync($"The doctor cannot look: {exception.Message}");
            return 1;
        }
    }

    private static async IAsyncEnumerable<Finding> ExamineAsync(WebApplication app, LocalSettings settings, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // By its services only when it is tried: a wrong setting of one store must not hide the others.
        foreach (var (name, examine) in new (string, Func<IAsyncEnumerable<Finding>>)[]
        {
            ("relational store", () => app.Services.GetRequiredService<RelationalExamination>().RunAsync(cancellationToken)),
            ("object store", () => app.Services.GetRequiredService<ObjectStoreExamination>().RunAsync($"http://{settings.Endpoint}", cancellationToken)),
        })
        {
            IAsyncEnumerable<Finding>? findings = null;
            var settingsCheck = await Check.RunAsync(name, _ =>
            {
                findings = examine();
                return Task.FromResult(Verdict.Ok("its settings can be read"));
            }, cancellationToken);
            if (findings is null)
            {
                yield return settingsCheck;
                continue;
            }

            await foreach (var finding in findings)
            {
                yield return finding;
            }
        }

        yield return await Check.RunAsync("room for data", _ => Task.FromResult(MachineChecks.Room(settings.DataPath, ReserveBytes(app))), cancellationToken);
        yield return await Check.RunAsync("room for encodes", _ => Task.FromResult(MachineChecks.Room(app.Services.GetRequiredService<IOptions<WorkerOptions>>().Value.ScratchPath, ReserveBytes(app))), cancellationToken);
        yield return await Check.RunAsync("port", token => PortCheck.TryAsync(settings.Endpoint, token), cancellationToken);
        yield return await Check.RunAsync("ffmpeg", token => MachineChecks.VersionAsync(Encoding(app).FfmpegPath, token), cancellationToken);
        yield return await Check.RunAsync("ffprobe", token => MachineChecks.VersionAsync(Encoding(app).FfprobePath, token), cancellationToken);
        yield return await Check.RunAsync("setpriv", _ => Task.FromResult(MachineChecks.Confines("setpriv", "an encode outlives a StreamVerse that is killed", "util-linux")), cancellationToken);
        yield return await Check.RunAsync("prlimit", _ => Task.FromResult(MachineChecks.Confines("prlimit", "a hostile file may make ffmpeg take all memory", "util-linux")), cancellationToken);
        yield return await Check.RunAsync("nice", _ => Task.FromResult(MachineChecks.Confines("nice", "encodes slow down the pages", "coreutils")), cancellationToken);

        IReadOnlyList<EncoderCapability> encoders = [];
        var probe = await Check.RunAsync("encoders", async token =>
        {
            encoders = [.. await app.Services.GetRequiredService<IEncoderProbe>().ProbeAsync(token)];
            return Verdict.Ok($"{encoders.Count(static encoder => encoder.IsUsable)} of {encoders.Count} can be used");
        }, cancellationToken);
        yield return probe;
        foreach (var encoder in encoders)
        {
            var status = encoder.IsUsable ? FindingStatus.Ok : NeededEncoders.Contains(encoder.Name) ? FindingStatus.Missing : FindingStatus.Skipped;
            yield return new Finding(encoder.Name, status, encoder.Reason.ReplaceLineEndings(" "), TimeSpan.Zero);
        }
    }

    private static long ReserveBytes(WebApplication app) => app.Services.GetRequiredService<IOptions<CatalogOptions>>().Value.ReserveBytes;

    private static EncodingOptions Encoding(WebApplication app) => app.Services.GetRequiredService<IOptions<EncodingOptions>>().Value;

    private static void Report(Finding finding)
    {
        var status = finding.Status switch { FindingStatus.Ok => "ok", FindingStatus.Missing => "MISS", _ => "skip" };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {status,-5} {finding.Name,-26} {finding.Took.TotalMilliseconds,6:F0} ms  {finding.Detail}"));
    }
}
