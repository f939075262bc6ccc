namespace StreamVerse.Encoding.Commands;

/// <summary>The one source of a run, confined by <see cref="SourceLimits"/>, with its own timestamps kept.</summary>
/// <param name="Path">Path of the file.</param>
internal sealed record InputStep(string Path) : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
        ["-copyts", .. SourceLimits.InputOptions, "-i", SourceLimits.FileName(Path)];
}
