using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Cmaf;
using StreamVerse.Media.Ladders;

namespace StreamVerse.Grains.Transcoding;

/// <summary>
/// Checks that chunks which were encoded apart still need no more buffer, joined, than a decoder of their level has: the
/// rate control of each chunk only knows its own frames.
/// </summary>
internal static class BufferCheck
{
    /// <summary>Buffer that the encoders are given, in seconds at a rung's ceiling.</summary>
    public const double AllowedSeconds = 1.5;

    /// <summary>Rungs of a complete job that need more, with what they need in seconds.</summary>
    public static IEnumerable<(string RungId, double Seconds)> FindExcess(EncodePlan plan, TitleItems items, IReadOnlyDictionary<int, WorkResult> results)
    {
        for (var rung = 0; rung < plan.Video.Length; rung++)
        {
            var joined = LeakyBucket.Empty(plan.Video[rung].MaxBitsPerSecond, plan.Grid.Timescale);
            for (var chunk = 0; chunk < plan.Grid.ChunkCount; chunk++)
            {
                if (((VideoChunkResult)results[items.OfChunk(chunk)]).Rungs[rung].Buffer is { } buffer)
                {
                    joined = joined.Then(buffer);
                }
            }

            if (joined.PeakSeconds > AllowedSeconds)
            {
                yield return (plan.Video[rung].Id, joined.PeakSeconds);
            }
        }
    }
}
