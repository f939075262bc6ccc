using System.Buffers.Binary;
using System.Globalization;
using StreamVerse.Encoding.Tests;
using StreamVerse.EndToEnd.Tests.Judges;
using StreamVerse.Media.Tests.Cmaf;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Synchrony;

/// <summary>A rendition as a player fetches it, looked at in places: only the segments around a moment are fetched and decoded.</summary>
internal sealed class PublishedTrack
{
    private const int SampleRate = 48_000;
    private const int Loud = 5000;
    private const int White = 128;
    private const int PictureBytes = 96 * 54;

    /// <summary>A flash or a beep is looked for from this long before its moment.</summary>
    private const double SearchSeconds = 0.5;

    private readonly ApiClient _api;
    private readonly ApiSession _session;
    private readonly string _rendition;
    private readonly string _folder;
    private readonly IReadOnlyList<(string Address, double Seconds)> _segments;
    private readonly double[] _starts;

    private PublishedTrack(ApiClient api, ApiSession session, string rendition, string folder, IReadOnlyList<(string Address, double Seconds)> segments)
    {
        (_api, _session, _rendition, _folder, _segments) = (api, session, rendition, folder, segments);
        _starts = new double[segments.Count + 1];
        for (var i = 0; i < segments.Count; i++)
        {
            _starts[i + 1] = _starts[i] + segments[i].Seconds;
        }
    }

    /// <summary>How long the playlist says that it lasts.</summary>
    public double Seconds => _starts[^1];

    /// <summary>How far a segment's place by the sum of EXTINFs has been from its own decode time, at most, in seconds.</summary>
    public double PlaylistError { get; private set; }

    public static async Task<PublishedTrack> OpenAsync(ApiClient api, ApiSession session, string rendition, string folder, CancellationToken cancellationToken) =>
        new(api, session, rendition, folder, HlsLines.Segments(await api.Http.GetStringAsync(session.UrlOf($"{rendition}/index.m3u8"), cancellationToken)));

    /// <summary>When the first white picture at about this moment is shown.</summary>
    public async Task<double> FindFlashAsync(double moment, CancellationToken cancellationToken)
    {
        var (file, samples) = await FetchAsync(moment, cancellationToken);
        var pictures = await Ffmpeg.RunAsync("ffmpeg", "-v", "error", "-nostdin", "-i", file, "-pix_fmt", "gray", "-fps_mode", "passthrough", "-f", "rawvideo", "-");
        var shown = samples.Order().ToArray();
        Assert.Equal(shown.Length * PictureBytes, pictures.Length);
        return Enumerable.Range(0, shown.Length)
            .Where(picture => shown[picture] > moment - SearchSeconds && pictures[(picture * PictureBytes) + (PictureBytes / 2)] > White)
            .Select(picture => shown[picture])
            .First();
    }

    /// <summary>When the sound at about this moment begins.</summary>
    public async Task<double> FindBeepAsync(double moment, CancellationToken cancellationToken)
    {
        var (file, samples) = await FetchAsync(moment, cancellationToken);
        var sound = await Ffmpeg.RunAsync("ffmpeg", "-v", "error", "-nostdin", "-i", file, "-ac", "1", "-f", "s16le", "-");
        Assert.Equal(samples.Count * 1024, sound.Length / 2);
        return Enumerable.Range(0, sound.Length / 2)
            .Select(sample => (Time: samples[0] + ((double)sample / SampleRate), Level: Math.Abs((int)BinaryPrimitives.ReadInt16LittleEndian(sound.AsSpan(sample * 2)))))
            .First(sample => sample.Time > moment - SearchSeconds && sample.Level > Loud)
            .Time;
    }

    /// <summary>The init segment with the segments around a moment, and the times in it as the boxes say.</summary>
    private async Task<(string File, IReadOnlyList<double> Times)> FetchAsync(double moment, CancellationToken cancellationToken)
    {
        var at = Math.Clamp(Array.FindLastIndex(_starts, start => start <= moment), 0, _segments.Count - 1);
        var first = Math.Max(0, at - 1);
        var file = Path.Combine(_folder, $"{_rendition}-{first}.mp4");
        await using (var target = File.Create(file))
        {
            foreach (var address in _segments.Skip(first).Take(at + 2 - first).Select(segment => segment.Address).Prepend("init.mp4"))
            {
                await target.WriteAsync(await _api.Http.GetByteArrayAsync(_session.UrlOf($"{_rendition}/{address}"), cancellationToken), cancellationToken);
            }
        }

        var track = await MediaTools.Mp4BoxAsync(file);
        var timescale = track.GetProperty("timescale").GetDouble();
        var times = track.GetProperty("samples").EnumerateArray().Select(sample => sample[1].GetDouble() / timescale).ToList();
        PlaylistError = Math.Max(PlaylistError, Math.Abs(times.Min() - _starts[first]));
        return (file, times);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_rendition}: {_segments.Count} segments, {Seconds:F3} s");
}
