namespace StreamVerse.Encoding.Tests.Sources;

/// <summary>Sources that are odd but fine, and sources that are refused.</summary>
internal static class OddSources
{
    private const string X264 = "-c:v libx264 -preset ultrafast";
    private const string Small = "-f lavfi -i testsrc2=s=192x108:r=25:d=2";
    private const string Tone = "-f lavfi -i sine=d=2";

    public static SourceRecipe Plain { get; } = new("plain.mp4", $"{Small} {Tone} {X264} -c:a aac");

    public static SourceRecipe Portrait { get; } = new("portrait.mp4", $"-f lavfi -i testsrc2=s=108x192:r=30:d=2 {X264}");

    public static SourceRecipe OddSize { get; } = new("odd.mkv", "-f lavfi -i testsrc2=s=640x360:r=25:d=2 -vf scale=641:359 -pix_fmt yuv420p -c:v ffv1");

    public static SourceRecipe Anamorphic { get; } = new("anamorphic.mp4", $"-f lavfi -i testsrc2=s=180x144:r=25:d=2 -vf setsar=64/45 {X264}");

    public static SourceRecipe TenBit { get; } = new("ten.mp4", $"{Small} -pix_fmt yuv420p10le -c:v libx265 -preset ultrafast -x265-params log-level=error");

    public static SourceRecipe InterlacedTop { get; } = new("tff.ts", $"-f lavfi -i testsrc2=s=192x108:r=50:d=2 -vf tinterlace=interleave_top -flags +ildct+ilme -c:v mpeg2video -b:v 2M");

    public static SourceRecipe InterlacedBottom { get; } = new("bff.mkv", "-f lavfi -i testsrc2=s=192x108:r=60000/1001:d=2 -vf tinterlace=interleave_bottom,setfield=bff -c:v libx264 -preset ultrafast -x264-params bff=1");

    public static SourceRecipe Mono { get; } = new("mono.mp4", $"{Small} -f lavfi -i sine=d=2:r=22050 {X264} -c:a aac -ac 1");

    public static SourceRecipe Surround { get; } = new("surround.mkv", $"{Small} -f lavfi -i aevalsrc=0|0|0.5*sin(880*PI*t)|0|0|0:c=5.1:d=2 {X264} -c:a ac3");

    public static SourceRecipe Silent { get; } = new("silent.mp4", $"{Small} {X264} -an");

    public static SourceRecipe TwoLanguages { get; } = new(
        "languages.mkv",
        $"{Small} {Tone} -f lavfi -i sine=f=880:d=2 -map 0 -map 1 -map 2 {X264} -c:a aac -metadata:s:a:0 language=ger -metadata:s:a:1 language=fra -metadata:s:a:1 title=Commentaire -disposition:a:1 default -disposition:a:0 0");

    public static SourceRecipe LateStart { get; } = new("late.ts", $"{Small} {Tone} {X264} -c:a aac -output_ts_offset 5000");

    public static SourceRecipe VariableRate { get; } = new("vfr.mkv", $"-f lavfi -i testsrc2=s=192x108:r=30:d=6 -vf select='not(between(n\\,40\\,70))*not(eq(mod(n\\,7)\\,3))' -fps_mode vfr {X264}");

    public static SourceRecipe Fast { get; } = new("fast.mp4", $"-f lavfi -i testsrc2=s=192x108:r=120:d=1 {X264}");

    public static SourceRecipe TooLarge { get; } = new("huge.mkv", "-f lavfi -i color=s=8400x64:r=25:d=0.2 -c:v ffv1");

    public static SourceRecipe OnlySound { get; } = new("sound.mp4", $"{Tone} -c:a aac");

    public static SourceRecipe SinglePicture { get; } = new("single.mp4", $"-f lavfi -i testsrc2=s=192x108:r=25:d=0.04 {X264}");

    public static SourceRecipe TwentyFiveHours { get; } = new("long.mkv", $"-f lavfi -i testsrc2=s=192x108:r=1/600:d=90600 {X264}");

    public static SourceRecipe Rate(string rate, string extension) => new($"rate-{rate.Replace('/', '-')}.{extension}", $"-f lavfi -i testsrc2=s=192x108:r={rate}:d=3 {X264}");

    public static SourceRecipe Hdr(string transfer, string luma) => new(
        $"hdr-{transfer}-{luma}.mp4",
        $"-f lavfi -i color=black:s=192x108:r=25:d=1,format=yuv420p10le,geq=lum={luma}:cb=512:cr=512 -c:v libx265 -preset ultrafast -x265-params log-level=error:colorprim=bt2020:transfer={transfer}:colormatrix=bt2020nc:range=limited -color_primaries bt2020 -color_trc {transfer} -colorspace bt2020nc");

    /// <summary>An MP4 whose second audio track is of a kind that nobody knows.</summary>
    public static async Task<string> HalfUndecodableAsync(SourceLibrary library)
    {
        var bytes = await File.ReadAllBytesAsync(await library.GetAsync(TwoLanguages with { FileName = "languages.mp4" }));
        "zzzz"u8.CopyTo(bytes.AsSpan(bytes.AsSpan().LastIndexOf("mp4a"u8)));
        "free"u8.CopyTo(bytes.AsSpan(bytes.AsSpan().LastIndexOf("esds"u8)));
        return await library.WriteAsync("half-undecodable.mp4", bytes);
    }

    /// <summary>A file whose display matrix asks for a clockwise turn. ffmpeg 5.1 writes its tag as a counter-clockwise one.</summary>
    public static async Task<string> RotatedAsync(SourceLibrary library, int degrees, SourceRecipe? upright = null)
    {
        var plain = await library.GetAsync(upright ?? Plain);
        return await library.GetAsync(new SourceRecipe(
            $"turn{degrees}-{Path.GetFileName(plain)}",
            _ => ["-i", plain, "-c", "copy", "-metadata:s:v:0", FormattableString.Invariant($"rotate={360 - degrees}")]));
    }

    /// <summary>A Matroska file with SubRip and ASS, or an MP4 file with 3GPP timed text.</summary>
    public static async Task<string> SubtitledAsync(SourceLibrary library, string extension)
    {
        var late = await library.GetAsync(Plain);
        var text = await library.WriteAsync("text.srt", "1\n00:00:00,500 --> 00:00:01,000\nHello <i>there</i>\n\n2\n00:00:01,200 --> 00:00:01,900\nTwo\nlines\n"u8.ToArray());
        return extension == "mp4"
            ? await library.GetAsync(new SourceRecipe("texts.mp4", _ => ["-i", late, "-i", text, "-map", "0", "-map", "1", "-c", "copy", "-c:s", "mov_text", "-metadata:s:s:0", "language=eng"]))
            : await library.GetAsync(new SourceRecipe("texts.mkv", _ =>
            [
                "-i", late, "-i", text, "-i", text, "-map", "0", "-map", "1", "-map", "2", "-c", "copy", "-c:s:0", "subrip", "-c:s:1", "ass",
                "-metadata:s:s:0", "language=eng", "-metadata:s:s:1", "language=pt-BR",
            ]));
    }

    /// <summary>A file with DVD subtitles, which are pictures.</summary>
    public static async Task<string> BitmapSubtitledAsync(SourceLibrary library)
    {
        // ffmpeg makes no pictures of text; a VobSub stream's header is enough for a track to exist.
        var plain = await library.GetAsync(Plain);
        var index = await library.WriteAsync("bitmap.idx", "# VobSub index file, v7 (do not modify this line!)\nsize: 192x108\npalette: 000000, ffffff, 000000, ffffff, 000000, ffffff, 000000, ffffff, 000000, ffffff, 000000, ffffff, 000000, ffffff, 000000, ffffff\nid: en, index: 0\ntimestamp: 00:00:00:500, filepos: 000000000\n"u8.ToArray());
        await library.WriteAsync("bitmap.sub", VobSubPack());
        return await library.GetAsync(new SourceRecipe("bitmap.mkv", _ => ["-i", plain, "-i", index, "-map", "0", "-map", "1", "-c", "copy"]));
    }

    /// <summary>A file whose first track is a cover picture.</summary>
    public static async Task<string> CoveredAsync(SourceLibrary library)
    {
        var plain = await library.GetAsync(Plain);
        var cover = await library.GetAsync(new SourceRecipe("cover.png", "-f lavfi -i color=red:s=600x600 -frames:v 1"));
        return await library.GetAsync(new SourceRecipe("covered.mp4", _ =>
            ["-i", cover, "-i", plain, "-map", "0", "-map", "1", "-c", "copy", "-disposition:v:0", "attached_pic"]));
    }

    /// <summary>Two recordings joined as they were: times start anew in the middle.</summary>
    public static async Task<string> JoinedAsync(SourceLibrary library)
    {
        var part = await library.GetAsync(new SourceRecipe("part.ts", $"-f lavfi -i testsrc2=s=192x108:r=25:d=8 {X264}"));
        var bytes = await File.ReadAllBytesAsync(part);
        return await library.WriteAsync("joined.ts", [.. bytes, .. bytes]);
    }

    /// <summary>The first bytes of a source.</summary>
    public static async Task<string> CutAsync(SourceLibrary library, SourceRecipe recipe, string fileName, double share)
    {
        var bytes = await File.ReadAllBytesAsync(await library.GetAsync(recipe));
        return await library.WriteAsync(fileName, bytes[..(int)(bytes.Length * share)]);
    }

    /// <summary>A source with bytes replaced, wherever they stand.</summary>
    public static async Task<string> PatchedAsync(SourceLibrary library, SourceRecipe recipe, string fileName, byte[] from, byte[] to)
    {
        var bytes = await File.ReadAllBytesAsync(await library.GetAsync(recipe));
        for (var at = bytes.AsSpan().IndexOf(from); at >= 0; at = bytes.AsSpan().IndexOf(from))
        {
            to.CopyTo(bytes, at);
        }

        return await library.WriteAsync(fileName, bytes);
    }

    private static byte[] VobSubPack()
    {
        // One MPEG-PS pack (ISO/IEC 13818-1) with a private stream 1 packet, substream 0x20, at 0.5 s, holding an empty picture.
        var pack = new byte[2048];
        byte[] head =
        [
            0, 0, 1, 0xBA, 0x44, 0, 4, 0, 4, 1, 1, 0x89, 0xC3, 0xF8,
            0, 0, 1, 0xBD, 0, 24, 0x81, 0x80, 5, 0x21, 0, 5, 0xBF, 0x21, 0x20,
            0, 12, 0, 4, 0, 0, 0, 4, 0x01, 0xFF, 0, 0, 0, 0, 0,
        ];
        head.CopyTo(pack, 0);
        var rest = head.Length;
        pack[rest + 2] = 1;
        pack[rest + 3] = 0xBE;
        var padding = pack.Length - rest - 6;
        pack[rest + 4] = (byte)(padding >> 8);
        pack[rest + 5] = (byte)padding;
        return pack;
    }
}
