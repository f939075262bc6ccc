namespace StreamVerse.Cluster.Control;

/// <summary>Rows under heads, for a terminal: columns as wide as they need to be, numbers to the right.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>Writes a table after an empty line.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="heads">The heads; those that begin with <c>#</c> are of numbers.</param>
    /// <param name="rows">The rows, with as many cells.</param>
    public static void Write(TextWriter output, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> all = [[.. heads.Select(static head => head.TrimStart('#'))], .. rows];
        var widths = heads.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        output.WriteLine();
        foreach (var row in all)
        {
            output.WriteLine(string.Join(Gap, row.Select((cell, column) => heads[column].StartsWith('#') ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
