namespace StreamVerse.Encoding.Tests.Sources;

/// <summary>How a source is made.</summary>
/// <param name="FileName">Its file; the extension chooses the container.</param>
/// <param name="Arguments">ffmpeg's arguments before the output's name, given the output's path.</param>
internal sealed record SourceRecipe(string FileName, Func<string, IEnumerable<string>> Arguments)
{
    public SourceRecipe(string fileName, string arguments)
        : this(fileName, _ => arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))
    {
    }
}
