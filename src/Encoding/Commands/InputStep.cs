namespace StreamVerse.Encoding.Commands;

/// <summary>The one source of a run, confined by <see cref="SourceLimits"/>, with its own timestamps kept.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="MayBeSoundAlone">Whether kinds of files that hold nothing but sound are accepted too.</param>
internal sealed record InputStep(string Path, bool MayBeSoundAlone = false) : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
        ["-copyts", .. SourceLimits.InputOptions(MayBeSoundAlone), "-i", SourceLimits.FileName(Path)];
}
