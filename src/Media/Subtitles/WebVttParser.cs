using System.Collections.Immutable;
using System.Text;

namespace StreamVerse.Media.Subtitles;

/// <summary>Reads one WebVTT file (WebVTT, section 6.1).</summary>
internal ref struct WebVttParser
{
    /// <summary>Most characters of STYLE and REGION blocks together; they are repeated in every piece.</summary>
    private const int MaxHeaderCharacters = 64 * 1024;

    private readonly ImmutableArray<WebVttCue>.Builder _cues = ImmutableArray.CreateBuilder<WebVttCue>();
    private readonly ImmutableArray<string>.Builder _headerBlocks = ImmutableArray.CreateBuilder<string>();
    private LineReader _lines;
    private int _headerCharacters;

    public WebVttParser(string text)
    {
        if (text.Length > WebVttDocument.MaxBytes || Encoding.UTF8.GetByteCount(text) > WebVttDocument.MaxBytes)
        {
            throw new FormatException($"The subtitles are larger than {WebVttDocument.MaxBytes / (1024 * 1024)} MiB; cut them or leave out this track.");
        }

        _lines = new LineReader(text.AsSpan().TrimStart('\uFEFF'));
    }

    public WebVttDocument Parse()
    {
        if (!_lines.TryRead(out var first) || !IsKeyword(first, "WEBVTT"))
        {
            throw new FormatException("The subtitles do not begin with 'WEBVTT'.");
        }

        SkipBlock();
        while (_lines.TryRead(out var line))
        {
            if (!line.IsEmpty)
            {
                ReadBlock(line);
            }
        }

        return new WebVttDocument([.. _cues.OrderBy(cue => cue.Start)], _headerBlocks.ToImmutable());
    }

    private void ReadBlock(ReadOnlySpan<char> line)
    {
        if (HasArrow(line))
        {
            ReadCue(identifier: null, line);
        }
        else if (_cues.Count == 0 && (IsKeyword(line, "STYLE") || IsKeyword(line, "REGION")))
        {
            ReadHeaderBlock(line);
        }
        else if (IsKeyword(line, "NOTE") || !_lines.TryRead(out var next))
        {
            SkipBlock();
        }
        else if (HasArrow(next))
        {
            ReadCue(line.ToString(), next);
        }
        else if (!next.IsEmpty)
        {
            SkipBlock();
        }
    }

    private void ReadCue(string? identifier, ReadOnlySpan<char> timingLine)
    {
        var timing = ReadTiming(timingLine);
        var text = new StringBuilder();
        while (_lines.TryRead(out var line) && !line.IsEmpty)
        {
            if (WebVttTiming.TryParse(line, out var next))
            {
                // The blank line between two cues is missing.
                Add(identifier, timing, text);
                (identifier, timing) = (null, next);
                text.Clear();
                continue;
            }

            text.Append(text.Length > 0 ? "\n" : "").Append(line);
        }

        Add(identifier, timing, text);
    }

    private void Add(string? identifier, WebVttTiming timing, StringBuilder text)
    {
        if (timing.End <= timing.Start || text.Length == 0)
        {
            return;
        }

        if (_cues.Count == WebVttDocument.MaxCues)
        {
            throw new FormatException($"The subtitles have more than {WebVttDocument.MaxCues} cues (line {_lines.LineNumber}); cut them or leave out this track.");
        }

        _cues.Add(new WebVttCue(timing.Start, timing.End, text.Replace('\0', '\uFFFD').Replace(WebVttTiming.Arrow, "--&gt;").ToString(), timing.Settings, identifier));
    }

    private void ReadHeaderBlock(ReadOnlySpan<char> first)
    {
        var block = new StringBuilder().Append(first);
        while (_lines.TryRead(out var line) && !line.IsEmpty)
        {
            block.Append('\n').Append(line);
        }

        _headerCharacters += block.Length;
        if (_headerCharacters > MaxHeaderCharacters)
        {
            throw new FormatException($"The subtitles' styles have more than {MaxHeaderCharacters} characters (line {_lines.LineNumber}).");
        }

        _headerBlocks.Add(block.ToString());
    }

    private void SkipBlock()
    {
        while (_lines.TryRead(out var line) && !line.IsEmpty)
        {
        }
    }

    private readonly WebVttTiming ReadTiming(ReadOnlySpan<char> line) => WebVttTiming.TryParse(line, out var timing)
        ? timing
        : throw new FormatException($"Line {_lines.LineNumber} of the subtitles should say when a cue shows, as in '00:00:01.000 --> 00:00:02.000'.");

    private static bool HasArrow(ReadOnlySpan<char> line) => line.Contains(WebVttTiming.Arrow, StringComparison.Ordinal);

    private static bool IsKeyword(ReadOnlySpan<char> line, string keyword) =>
        line.StartsWith(keyword, StringComparison.Ordinal) && (line.Length == keyword.Length || line[keyword.Length] is ' ' or '\t');
}
