using StreamVerse.Encoding.Tests.Sources;

namespace StreamVerse.EndToEnd.Tests.Sources;

/// <summary>A source that is odd but fine, and what must become of it.</summary>
/// <param name="Name">What is odd about it.</param>
/// <param name="MakeAsync">Makes the file.</param>
/// <param name="Seconds">How long the title plays.</param>
/// <param name="Size">Width and height of the best rendition.</param>
/// <param name="FrameRate">Pictures a second.</param>
/// <param name="Audio">Each audio rendition's language and channels.</param>
/// <param name="Subtitles">Languages of the subtitles.</param>
internal sealed record OddTitle(string Name, Func<SourceLibrary, Task<string>> MakeAsync, double Seconds, string Size, double FrameRate, string Audio = "", string Subtitles = "")
{
    private static readonly string[] s_rates = ["24000/1001", "25", "30000/1001", "50", "60000/1001", "60"];

    public static IReadOnlyDictionary<string, OddTitle> All { get; } = new[]
    {
        new OddTitle("portrait", Recipe(OddSources.Portrait), 2, "108x192", 30),
        new OddTitle("turned by 90 degrees", library => OddSources.RotatedAsync(library, 90), 2, "108x192", 25, "und:2"),
        new OddTitle("turned by 180 degrees", library => OddSources.RotatedAsync(library, 180), 2, "192x108", 25, "und:2"),
        new OddTitle("odd size", Recipe(OddSources.OddSize), 2, "640x360", 25),
        new OddTitle("pixels not square", Recipe(OddSources.Anamorphic), 2, "256x144", 25),
        new OddTitle("ten bits", Recipe(OddSources.TenBit), 2, "192x108", 25),
        new OddTitle("interlaced, top field first", Recipe(OddSources.InterlacedTop), 2, "192x108", 50),
        new OddTitle("interlaced, bottom field first", Recipe(OddSources.InterlacedBottom), 2, "192x108", 59.94),
        new OddTitle("variable frame rate", Recipe(OddSources.VariableRate), 6, "192x108", 30),
        new OddTitle("mono", Recipe(OddSources.Mono), 2, "192x108", 25, "und:2"),
        new OddTitle("5.1", Recipe(OddSources.Surround), 2, "192x108", 25, "und:2 und:6"),
        new OddTitle("no sound", Recipe(OddSources.Silent), 2, "192x108", 25),
        new OddTitle("two languages", Recipe(OddSources.TwoLanguages), 2, "192x108", 25, "de:2 fr:2"),
        new OddTitle("begins at 5000 s", Recipe(OddSources.LateStart), 2, "192x108", 25, "und:2"),
        new OddTitle("120 pictures a second", Recipe(OddSources.Fast), 1, "192x108", 60),
        new OddTitle("cover picture", OddSources.CoveredAsync, 2, "192x108", 25, "und:2"),
        new OddTitle("HDR10", Recipe(OddSources.Hdr("smpte2084", "520")), 1, "192x108", 25),
        new OddTitle("HLG", Recipe(OddSources.Hdr("arib-std-b67", "721")), 1, "192x108", 25),
        new OddTitle("text subtitles in Matroska", library => OddSources.SubtitledAsync(library, "mkv"), 2, "192x108", 25, "und:2", "en pt-BR"),
        new OddTitle("text subtitles in MP4", library => OddSources.SubtitledAsync(library, "mp4"), 2, "192x108", 25, "und:2", "en"),
        new OddTitle("picture subtitles", OddSources.BitmapSubtitledAsync, 2, "192x108", 25, "und:2"),
    }.Concat(s_rates.Select(rate => new OddTitle($"{rate} pictures a second", Recipe(OddSources.Rate(rate, "mp4")), 3, "192x108", Number(rate)))).ToDictionary(title => title.Name);

    public static TheoryData<string> Names => [.. All.Keys];

    private static Func<SourceLibrary, Task<string>> Recipe(SourceRecipe recipe) => library => library.GetAsync(recipe);

    private static double Number(string rate)
    {
        var parts = rate.Split('/').Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return parts.Length == 1 ? parts[0] : parts[0] / parts[1];
    }
}
