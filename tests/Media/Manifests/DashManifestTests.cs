using System.Text;
using System.Xml.Linq;
using StreamVerse.Media.Manifests;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Tests.Presentations;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Tests.Manifests;

public sealed class DashManifestTests
{
    private static readonly XNamespace s_mpd = "urn:mpeg:dash:schema:mpd:2011";

    [Fact]
    public void Render_CompleteTitle_MatchesTheGoldenText()
    {
        var presentation = Samples.Rich(new SegmentGrid(Samples.Film, 200)) with
        {
            Video = [Samples.Video360, Samples.Video720],
            Audio = [Samples.EnglishStereo, Samples.EnglishSurround],
            Subtitles = [Samples.EnglishSdh],
        };

        Assert.Equal(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <MPD profiles="urn:mpeg:dash:profile:isoff-live:2011" type="static" mediaPresentationDuration="PT8.341667S" minBufferTime="PT4.004S" maxSegmentDuration="PT4.010667S" xmlns="urn:mpeg:dash:schema:mpd:2011">
              <Period id="0" start="PT0S">
                <AdaptationSet id="0" contentType="video" mimeType="video/mp4" maxWidth="1280" maxHeight="720" par="16:9" frameRate="24000/1001" segmentAlignment="true" startWithSAP="1">
                  <Role schemeIdUri="urn:mpeg:dash:role:2011" value="main" />
                  <SegmentTemplate timescale="24000" startNumber="0" initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/$Number$.m4s">
                    <SegmentTimeline>
                      <S t="0" d="96096" r="1" />
                      <S d="8008" />
                    </SegmentTimeline>
                  </SegmentTemplate>
                  <Representation id="v360" bandwidth="800000" codecs="avc1.64001e" width="640" height="360" sar="1:1" />
                  <Representation id="v720" bandwidth="2600000" codecs="avc1.64001f" width="1280" height="720" sar="1:1" />
                </AdaptationSet>
                <AdaptationSet id="1" contentType="audio" mimeType="audio/mp4" lang="en" segmentAlignment="true" startWithSAP="1">
                  <AudioChannelConfiguration schemeIdUri="urn:mpeg:mpegB:cicp:ChannelConfiguration" value="2" />
                  <Label>English</Label>
                  <Role schemeIdUri="urn:mpeg:dash:role:2011" value="main" />
                  <SegmentTemplate timescale="48000" startNumber="0" initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/$Number$.m4s">
                    <SegmentTimeline>
                      <S t="0" d="192512" />
                      <S d="191488" />
                      <S d="17408" />
                    </SegmentTimeline>
                  </SegmentTemplate>
                  <Representation id="a1-en-2ch" bandwidth="130000" codecs="mp4a.40.2" audioSamplingRate="48000" />
                </AdaptationSet>
                <AdaptationSet id="2" contentType="audio" mimeType="audio/mp4" lang="en" segmentAlignment="true" startWithSAP="1">
                  <AudioChannelConfiguration schemeIdUri="urn:mpeg:mpegB:cicp:ChannelConfiguration" value="6" />
                  <Label>English (5.1)</Label>
                  <Role schemeIdUri="urn:mpeg:dash:role:2011" value="main" />
                  <SegmentTemplate timescale="48000" startNumber="0" initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/$Number$.m4s">
                    <SegmentTimeline>
                      <S t="0" d="192512" />
                      <S d="191488" />
                      <S d="17408" />
                    </SegmentTimeline>
                  </SegmentTemplate>
                  <Representation id="a1-en-6ch" bandwidth="390000" codecs="mp4a.40.2" audioSamplingRate="48000" />
                </AdaptationSet>
                <AdaptationSet id="3" contentType="text" mimeType="text/vtt" lang="en">
                  <Label>English (SDH)</Label>
                  <Role schemeIdUri="urn:mpeg:dash:role:2011" value="caption" />
                  <Representation id="s2-en" bandwidth="1000">
                    <BaseURL>s2-en/whole.vtt</BaseURL>
                  </Representation>
                </AdaptationSet>
                <AdaptationSet id="4" contentType="image" mimeType="image/jpeg">
                  <SegmentTemplate timescale="24000" duration="768768" startNumber="0" media="thumbnails/$Number$.jpg" />
                  <Representation id="thumbnails" bandwidth="32607" width="960" height="544">
                    <EssentialProperty schemeIdUri="http://dashif.org/guidelines/thumbnail_tile" value="4x4" />
                  </Representation>
                </AdaptationSet>
              </Period>
            </MPD>
            """,
            Encoding.UTF8.GetString(DashManifest.Render(presentation)));
    }

    [Fact]
    public void Render_GrowingTitle_IsDynamicAndListsWhatIsPlayable()
    {
        var manifest = Parse(Samples.Rich(new SegmentGrid(new FrameRate(25, 1), 5000), playable: 8));

        Assert.Equal("dynamic", manifest.Attribute("type")?.Value);
        Assert.Equal("PT200S", manifest.Attribute("mediaPresentationDuration")?.Value);
        Assert.Equal("1970-01-01T00:00:00Z", manifest.Attribute("availabilityStartTime")?.Value);
        Assert.Equal("1970-01-01T00:00:32Z", manifest.Attribute("publishTime")?.Value);
        Assert.Equal("PT4S", manifest.Attribute("minimumUpdatePeriod")?.Value);
        Assert.Equal("7", manifest.Descendants(s_mpd + "S").First().Attribute("r")?.Value);
        Assert.DoesNotContain(manifest.Descendants(s_mpd + "AdaptationSet"), set => set.Attribute("contentType")?.Value == "image");
    }

    [Fact]
    public void Render_Templates_NameTheFilesOfPresentationPaths()
    {
        var manifest = Parse(Samples.Rich());

        var templates = manifest.Descendants(s_mpd + "SegmentTemplate").ToArray();
        Assert.Equal(PresentationPaths.Segment("v360", 7), Expand(templates[0].Attribute("media")!.Value, "v360", 7));
        Assert.Equal(PresentationPaths.InitSegment("v360"), Expand(templates[0].Attribute("initialization")!.Value, "v360", 7));
        Assert.Equal(PresentationPaths.SpriteSheet(7), Expand(templates[^1].Attribute("media")!.Value, "thumbnails", 7));

        static string Expand(string template, string id, int number) => template
            .Replace("$RepresentationID$", id, StringComparison.Ordinal)
            .Replace("$Number$", number.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_HostileName_StaysText()
    {
        var manifest = Parse(Samples.Rich() with { Audio = [Samples.EnglishStereo with { Name = "<b>&\u0001\"]]>\uFFFF" }] });

        Assert.Equal("<b>&\"]]>", manifest.Descendants(s_mpd + "Label").First().Value);
    }

    [Fact]
    public void Render_SilentTitle_HasVideoAlone() =>
        Assert.Single(Parse(Samples.Silent()).Descendants(s_mpd + "AdaptationSet"));

    [Theory]
    [InlineData(24000, 1001, 172_627)]
    [InlineData(50, 1, 6_001)]
    [InlineData(1, 4, 10)]
    public async Task Render_CompleteTitle_SatisfiesTheJudge(int numerator, int denominator, int frames)
    {
        var grid = new SegmentGrid(new FrameRate(numerator, denominator), frames);
        var presentation = Samples.Rich(grid);
        using var folder = new TemporaryFolder();
        folder.Write(PresentationPaths.DashManifest, DashManifest.Render(presentation));

        var verdict = Assert.Single(await Judges.JudgeAsync(folder.Path, TestContext.Current.CancellationToken));

        Assert.Empty(verdict.Problems);
        Assert.Equal(3, verdict.Variants);
        Assert.Equal(grid.SegmentCount, verdict.Segments);
        Assert.Equal(grid.DurationSeconds, verdict.Duration!.Value, 1e-3);
        Assert.Equal("http://127.0.0.1/v360/0.m4s", verdict.FirstUri);
        Assert.Equal("http://127.0.0.1/v360/init.mp4", verdict.InitUri);
        Assert.Equal(3, verdict.Audio!.Length);
        Assert.Equal(3, verdict.Subtitles!.Length);
    }

    [Fact]
    public async Task Render_GrowingTitle_SatisfiesTheJudge()
    {
        using var folder = new TemporaryFolder();
        folder.Write(PresentationPaths.DashManifest, DashManifest.Render(Samples.Rich(new SegmentGrid(Samples.Film, 48_000), playable: 16)));

        var verdict = Assert.Single(await Judges.JudgeAsync(folder.Path, TestContext.Current.CancellationToken));

        Assert.Empty(verdict.Problems);
        Assert.Equal(16, verdict.Segments);
    }

    private static XElement Parse(Presentation presentation) => XElement.Load(new MemoryStream(DashManifest.Render(presentation)));
}
