namespace StreamVerse.Encoding.Filters;

/// <summary>Turns pictures upright, so that renditions carry no rotation that a player might ignore.</summary>
/// <param name="Degrees">Clockwise: 0, 90, 180 or 270.</param>
internal sealed record RotateFilter(int Degrees) : IFilter
{
    /// <inheritdoc/>
    public string Text => Degrees switch
    {
        0 => string.Empty,
        90 => "transpose=dir=clock",
        180 => "hflip,vflip",
        270 => "transpose=dir=cclock",
        _ => throw new InvalidOperationException($"A rotation of {Degrees} degrees is not a multiple of 90 below 360."),
    };
}
