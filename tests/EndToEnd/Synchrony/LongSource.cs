using System.Globalization;
using StreamVerse.Encoding.Tests;

namespace StreamVerse.EndToEnd.Tests.Synchrony;

/// <summary>Two hours that tell of every drift: black pictures and silence, and at known times a flash and a beep that begin together.</summary>
/// <param name="FileName">Its file; the extension chooses the container.</param>
/// <param name="FramesPerSecond">Pictures a second; where they vary, of the numbering only.</param>
/// <param name="PieceFrames">Pictures of the piece that is repeated.</param>
/// <param name="PieceSeconds">How long the piece lasts.</param>
/// <param name="Pieces">How often it is repeated.</param>
/// <param name="Timing">ffmpeg's filter that gives picture N its time, and the options that keep it.</param>
/// <param name="Flashes">The numbers of the piece's flashes.</param>
/// <param name="Clock">When a picture of the piece is shown, in seconds.</param>
internal sealed record LongSource(
    string FileName, string FramesPerSecond, int PieceFrames, double PieceSeconds, int Pieces, (string Filter, string[] Options) Timing, int[] Flashes, Func<int, double> Clock)
{
    private const double FlashSeconds = 0.05;

    /// <summary>23.976 pictures a second, exactly: 24000/1001.</summary>
    public static LongSource Film { get; } = new(
        "film.mov", "24000/1001", 240, 10.01, 720, ("null", []), [48, 228], frame => frame * 1001 / 24000.0);

    /// <summary>A rate that swings between 21.6 and 32.4 pictures a second, once a minute, in whole milliseconds.</summary>
    public static LongSource Variable { get; } = new(
        "variable.mkv",
        "27",
        1620,
        60,
        121,
        ("settb=1/1000,setpts='(N/27+1.9099*sin(2*PI*N/1620))/TB'", ["-fps_mode", "passthrough", "-enc_time_base", "1:1000", "-video_track_timescale", "1000"]),
        [27, 405, 810, 1215, 1593],
        frame => Math.Floor(((frame / 27.0) + (1.9099 * Math.Sin(2 * Math.PI * frame / 1620))) * 1000) / 1000);

    /// <summary>How long it lasts, in seconds.</summary>
    public double Seconds => Pieces * PieceSeconds;

    /// <summary>When flash and beep begin, in seconds, in order, the whole source over.</summary>
    public IReadOnlyList<double> Moments =>
        [.. Enumerable.Range(0, Pieces).SelectMany(piece => Flashes.Select(flash => (piece * PieceSeconds) + Clock(flash)))];

    /// <summary>Makes it in a folder: one piece is encoded and then repeated as it is, on exact times.</summary>
    public async Task<string> MakeAsync(string folder)
    {
        var piece = Path.Combine(folder, $"piece-of-{Path.GetFileNameWithoutExtension(FileName)}.mov");
        var white = string.Join('+', Flashes.Select(flash => $"between(n,{flash},{flash + 1})"));
        var loud = string.Join('+', Flashes.Select(flash => Text($"gte(t,{Clock(flash):F6})*lt(t,{Clock(flash) + FlashSeconds:F6})*sin(2*PI*1000*(t-{Clock(flash):F6}))")));
        await Ffmpeg.RunAsync("ffmpeg", [
            "-v", "error", "-nostdin", "-y",
            "-f", "lavfi", "-i", $"color=black:s=96x54:r={FramesPerSecond},trim=end_frame={PieceFrames},drawbox=c=white:t=fill:enable='{white}',{Timing.Filter}",
            "-f", "lavfi", "-i", Text($"aevalsrc='0.8*({loud})':s=8000:d={PieceSeconds}"),
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "pcm_s16le", .. Timing.Options, piece,
        ]);
        var list = Path.Combine(folder, Path.ChangeExtension(FileName, ".txt"));
        await File.WriteAllTextAsync(list, "ffconcat version 1.0\n" + string.Concat(Enumerable.Repeat(Text($"file {Path.GetFileName(piece)}\nduration {PieceSeconds}\n"), Pieces)));
        var path = Path.Combine(folder, FileName);
        await Ffmpeg.RunAsync("ffmpeg", ["-v", "error", "-nostdin", "-y", "-f", "concat", "-i", list, "-map", "0", "-c", "copy", path]);
        return path;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
