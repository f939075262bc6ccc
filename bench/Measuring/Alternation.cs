using System.Globalization;

namespace StreamVerse.Bench.Measuring;

/// <summary>Measures two things in turn: A B A B.</summary>
internal static class Alternation
{
    public static async Task<Comparison> CompareAsync(int rounds, Func<Task<double>> ours, Func<Task<double>> theirs)
    {
        var figures = new List<(double Ours, double Theirs)>(rounds);
        for (var round = 0; round < rounds; round++)
        {
            var pair = (Ours: await ours(), Theirs: await theirs());
            figures.Add(pair);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {round + 1}/{rounds}  ours {pair.Ours:#,0.##}  theirs {pair.Theirs:#,0.##}  ratio {pair.Ours / pair.Theirs:0.00}"));
        }

        return new Comparison(
            Median(figures.Select(pair => pair.Ours)),
            Median(figures.Select(pair => pair.Theirs)),
            Median(figures.Select(pair => pair.Ours / pair.Theirs)));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
