using System.Runtime.CompilerServices;
using System.Text;

namespace StreamVerse.Encoding.Processes;

/// <summary>Reads lines of which none can exhaust memory: what is longer than the limit is cut.</summary>
internal static class BoundedLines
{
    private const int MaxLength = 4096;

    /// <summary>Reads lines to the end of a stream, empty ones too.</summary>
    /// <param name="stream">Text, UTF-8.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<string> ReadAsync(
        Stream stream,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, System.Text.Encoding.UTF8, false, 16_384, leaveOpen: true);
        var buffer = new char[16_384];
        var line = new StringBuilder();
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellationToken)) > 0)
        {
            var start = 0;
            for (var i = 0; i < read; i++)
            {
                if (buffer[i] != '\n')
                {
                    continue;
                }

                Append(line, buffer.AsSpan(start, i - start));
                start = i + 1;
                yield return Take(line);
            }

            Append(line, buffer.AsSpan(start, read - start));
        }

        if (line.Length > 0)
        {
            yield return Take(line);
        }
    }

    private static string Take(StringBuilder line)
    {
        var text = line.ToString().TrimEnd('\r');
        line.Clear();
        return text;
    }

    private static void Append(StringBuilder line, ReadOnlySpan<char> text) =>
        line.Append(text[..Math.Min(text.Length, MaxLength - line.Length)]);
}
