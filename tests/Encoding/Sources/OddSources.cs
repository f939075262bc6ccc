namespace StreamVerse.Encoding.Tests.Sources;

/// <summary>Sources that are odd but fine, and sources that are refused.</summary>
internal static class OddSources
{
    private const string X264 = "-c:v libx264 -preset ultrafast";
    private const string Small = "-f lavfi -i testsrc2=s=192x108:r=25:d=2";
    private const string Tone = "-f lavfi -i sine=d=2";

    public static SourceRecipe Plain { get; } = new("plain.mp4", $"{Small} {Tone} {X264} -c:a aac");

    public static SourceRecipe Portrait { get; } = new("portrait.mp4", $"-f lavfi -i testsrc2=s=108x192:r=30:d=2 {X264}");

    public static SourceRecipe OddSize { get; } = new("odd.mkv", "-f lavfi -i testsrc2=s=641x359:r=25:d=2 -pix_fmt yuv420p -c:v libx265 -preset ultrafast -x265-params log-level=error");

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
}
