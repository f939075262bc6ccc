using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Reporting;

namespace StreamVerse.Bench.Bars;

/// <summary>Token checks a second on one core, without allocation.</summary>
internal sealed class TokenBar : IBar
{
    private const double Least = 300_000;

    public string Id => "d";

    public string Name => "token checks";

    public int Minutes => 1;

    public Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        // In this process: the build is the one that was measured otherwise, and nothing is compiled anew.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(Math.Max(options.Rounds, 5));
        var config = ManualConfig.CreateEmpty().AddJob(job).WithOptions(ConfigOptions.DisableLogFile);
        var report = BenchmarkRunner.Run<TokenChecks>(config).Reports.Single();
        var statistics = report.ResultStatistics ?? throw new InvalidOperationException("BenchmarkDotNet measured nothing.");
        var allocated = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
        var (rates, ceilings) = (new List<double>(), new List<double>());
        for (var round = 0; round < options.Rounds; round++)
        {
            rates.Add(PerProcessorSecond(static tokens => tokens.Check()));
            ceilings.Add(PerProcessorSecond(static tokens => tokens.Sign()));
        }

        var (rate, ceiling) = (Alternation.Median(rates), Alternation.Median(ceilings));
        return Task.FromResult<IReadOnlyList<BarRow>>(
        [
            new BarRow(
                Id,
                "token checks on one core",
                string.Create(CultureInfo.InvariantCulture, $"{rate:#,0}/s of processor time ({1e9 / statistics.Median:#,0}/s by the clock, others running)"),
                string.Create(CultureInfo.InvariantCulture, $"{ceiling:#,0}/s of processor time: HMAC-SHA256 of 200 bytes, alone"),
                rate / ceiling,
                string.Create(CultureInfo.InvariantCulture, $">= {Least:#,0}/s, 0 B"),
                rate >= Least && allocated == 0,
                string.Create(CultureInfo.InvariantCulture, $"{allocated} B a check")),
        ]);
    }

    /// <summary>Per core means per second that a core really worked for us: on a busy machine the clock counts others' work too.</summary>
    private static double PerProcessorSecond(Action<TokenChecks> act)
    {
        const int checks = 300_000;
        var tokens = new TokenChecks();
        tokens.Prepare();
        var before = Environment.CpuUsage.TotalTime;
        for (var check = 0; check < checks; check++)
        {
            act(tokens);
        }

        return checks / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}
