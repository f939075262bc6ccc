namespace StreamVerse.Media.Subtitles;

/// <summary>Goes through a text line by line, whichever of the three line endings it has, without copying it.</summary>
/// <param name="text">The text.</param>
internal ref struct LineReader(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;
    private bool _ended = text.IsEmpty;

    /// <summary>Number of the line read last, from 1.</summary>
    public int LineNumber { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <param name="line">The line without its ending.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryRead(out ReadOnlySpan<char> line)
    {
        line = default;
        if (_ended)
        {
            return false;
        }

        LineNumber++;
        var end = _rest.IndexOfAny('\r', '\n');
        if (end < 0)
        {
            line = _rest;
            _ended = true;
            return true;
        }

        line = _rest[..end];
        var next = end + (_rest[end..].StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1);
        _rest = _rest[next..];
        _ended = _rest.IsEmpty;
        return true;
    }
}
