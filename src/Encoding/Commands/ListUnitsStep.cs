namespace StreamVerse.Encoding.Commands;

/// <summary>Writes a line to stdout for every packet that holds a unit of some kind, without decoding; lines of headers begin with <c>#</c>.</summary>
/// <param name="UnitTypes">Kinds of units as the codec numbers them, joined by <c>|</c>.</param>
internal sealed record ListUnitsStep(string UnitTypes) : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments => ["-c", "copy", "-bsf:v", "filter_units=pass_types=" + UnitTypes, "-f", "framecrc", "pipe:1"];
}
