using StreamVerse.Media.Ladders;

namespace StreamVerse.Media.Tests.Ladders;

public sealed class TrackPlanTests
{
    [Fact]
    public void Plan_NoAudio_HasNoRenditions() => Assert.Empty(EncodePlanner.Plan(Sources.Of(640, 360)).Audio);

    [Fact]
    public void Plan_SurroundAndStereoTracks_GivesStereoOfAllAndSurroundOfTheFirst()
    {
        var source = Sources.Of(640, 360) with { Audio = [Sources.Audio(1, 6, "en"), Sources.Audio(2, 2, "pt-BR"), Sources.Audio(3, 1, "en", "Commentary")] };

        var audio = EncodePlanner.Plan(source).Audio;

        Assert.Equal(
            [
                new AudioRung("a1-en-2ch", 1, "en", "English", 2, 128_000, true),
                new AudioRung("a2-pt-br-2ch", 2, "pt-BR", "Portuguese (Brazil)", 2, 128_000, false),
                new AudioRung("a3-en-2ch", 3, "en", "English (Commentary)", 2, 128_000, false),
                new AudioRung("a1-en-6ch", 1, "en", "English", 6, 384_000, true),
            ],
            audio);
    }

    [Fact]
    public void Plan_DefaultTrackWithoutSurround_StillHasOneDefaultPerChannelCount()
    {
        var source = Sources.Of(640, 360) with
        {
            Audio = [Sources.Audio(1, 6, "en"), Sources.Audio(2, 2, "de", isDefault: true), Sources.Audio(3, 8, "de")],
        };

        var audio = EncodePlanner.Plan(source).Audio;

        Assert.Equal(["a2-de-2ch", "a3-de-6ch"], audio.Where(rung => rung.IsDefault).Select(rung => rung.Id));
    }

    [Fact]
    public void Plan_TracksAlike_GetNamesOfTheirOwn()
    {
        var source = Sources.Of(640, 360) with
        {
            Audio = [Sources.Audio(1, 2, "und"), Sources.Audio(2, 2, "und"), Sources.Audio(3, 2, "fr"), Sources.Audio(4, 2, "fr"), Sources.Audio(5, 2, "tlh"), Sources.Audio(6, 2, "de-CH")],
        };

        var names = EncodePlanner.Plan(source).Audio.Select(rung => rung.Name);

        Assert.Equal(["Audio", "Audio 2", "French", "French 2", "tlh", "German (CH)"], names);
    }

    [Fact]
    public void Plan_HostileTitle_GivesANameThatAPlaylistCanHold()
    {
        var source = Sources.Of(640, 360) with { Audio = [Sources.Audio(1, 2, "../x\"", "a\"\r\n#EXT-X-ENDLIST" + new string('x', 500))] };

        var rung = EncodePlanner.Plan(source).Audio[0];

        Assert.DoesNotContain(rung.Name, c => char.IsControl(c) || c == '"');
        Assert.InRange(rung.Name.Length, 1, 80);
        Assert.Equal("a1-x-2ch", rung.Id);
    }

    [Fact]
    public void Plan_Subtitles_GetNamesAndAtMostOneDefault()
    {
        var source = Sources.Of(640, 360) with
        {
            Subtitles =
            [
                Sources.Subtitle(4, "en"),
                Sources.Subtitle(5, "en", isDefault: true, isForced: true),
                Sources.Subtitle(6, "en", isDefault: true, isSdh: true),
                Sources.Subtitle(7, "zh-Hans"),
            ],
        };

        var subtitles = EncodePlanner.Plan(source).Subtitles;

        Assert.Equal(["s1-en", "s2-en", "s3-en", "s4-zh-hans"], subtitles.Select(rung => rung.Id));
        Assert.Equal(["English", "English (forced)", "English (SDH)", "Chinese (Simplified)"], subtitles.Select(rung => rung.Name));
        Assert.Equal([false, true, false, false], subtitles.Select(rung => rung.IsDefault));
    }
}
