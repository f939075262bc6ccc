using System.CommandLine;
using StreamVerse.Bench.Bare;
using StreamVerse.Bench.Bars;

namespace StreamVerse.Bench;

/// <summary>The command line.</summary>
internal static class BenchCommand
{
    /// <summary>Fewer rounds say nothing on a machine that does other things too.</summary>
    private const int FewestRounds = 5;

    private const int ShortestTitle = 10;

    public static RootCommand Create()
    {
        var bars = new Argument<string[]>("bars")
        {
            Description = $"What to measure: {string.Join(", ", BarList.All.Select(bar => $"{bar.Id} ({bar.Name}, {bar.Minutes} min)"))}, or all.",
            DefaultValueFactory = _ => ["all"],
        };
        bars.AcceptOnlyFromAmong([.. BarList.All.Select(bar => bar.Id), "all"]);
        var rounds = new Option<int>("--rounds") { Description = "Rounds of each comparison.", DefaultValueFactory = _ => FewestRounds };
        var load = new Option<int>("--load-seconds") { Description = "How long one round puts load on a server.", DefaultValueFactory = _ => 4 };
        var length = new Option<int[]>("--title-seconds") { Description = "Lengths of the title job's sources, one after the other.", DefaultValueFactory = _ => [32, 64], AllowMultipleArgumentsPerToken = true };
        var height = new Option<int>("--title-height") { Description = "Lines of the title job's source.", DefaultValueFactory = _ => 720 };
        var document = new Option<FileInfo>("--document") { Description = "The page that the table is written to.", DefaultValueFactory = _ => new FileInfo("docs/benchmarks.md") };
        AtLeast(rounds, 1);
        AtLeast(load, 1);
        length.Validators.Add(result =>
        {
            if (result.GetValue(length) is { } lengths && lengths.Any(static seconds => seconds < ShortestTitle))
            {
                result.AddError($"{length.Name} must be at least {ShortestTitle}.");
            }
        });
        AtLeast(height, 144);

        var command = new RootCommand("Measures StreamVerse against what a user would otherwise use.") { bars, rounds, load, length, height, document, BareSiloCommand.Create() };
        command.SetAction((result, cancellationToken) =>
        {
            var named = result.GetRequiredValue(bars);
            var chosen = BarList.All.Where(bar => named.Contains("all") || named.Contains(bar.Id)).ToList();
            var options = new BenchOptions(
                result.GetValue(rounds), TimeSpan.FromSeconds(result.GetValue(load)), result.GetRequiredValue(length), result.GetValue(height));
            return BenchRun.RunAsync(chosen, options, result.GetRequiredValue(document), cancellationToken);
        });
        return command;
    }

    private static void AtLeast(Option<int> option, int least) => option.Validators.Add(result =>
    {
        if (result.GetValue(option) < least)
        {
            result.AddError($"{option.Name} must be at least {least}.");
        }
    });
}
