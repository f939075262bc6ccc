using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using StreamVerse.Media.Subtitles;

namespace StreamVerse.Media.Tests.Subtitles;

public sealed class WebVttDocumentTests
{
    [Fact]
    public void Parse_WhatFfmpegWrites_GivesTheCues()
    {
        // ffmpeg 5.1's output for a SubRip file: no hours below one, cues that never show, arrows left in the text.
        var document = WebVttDocument.Parse(
            """
            WEBVTT

            00:01.000 --> 00:02.500
            <b>Hi</b> a --> b

            00:03.000 --> 00:03.000
            zero

            01:00:03.000 --> 01:00:04.000
            Late
            - two

            """);

        Assert.Equal(
            [
                new WebVttCue(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.5), "<b>Hi</b> a --&gt; b"),
                new WebVttCue(new TimeSpan(1, 0, 3), new TimeSpan(1, 0, 4), "Late\n- two"),
            ],
            document.Cues);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Parse_EveryFeatureAndLineEnding_IsUnderstood(string ending)
    {
        var text = string.Join(
            ending,
            "\uFEFFWEBVTT - a title", "Kind: captions", "", "STYLE", "::cue { color: red }", "", "NOTE a comment", "--> not a cue", "",
            "REGION", "id:r", "", "one", "00:00:01,000-->00:00:02,000  line:0 region:r", "A & B", "", "", "stray", "", "00:03.000 --> 00:04.000", "C",
            "00:05.000 --> 00:06.000", "D --> E");

        var document = WebVttDocument.Parse(text);

        Assert.Equal(["STYLE\n::cue { color: red }", "REGION\nid:r"], document.HeaderBlocks);
        Assert.Equal(
            [
                new WebVttCue(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), "A & B", "line:0 region:r", "one"),
                new WebVttCue(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4), "C"),
                new WebVttCue(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6), "D --&gt; E"),
            ],
            document.Cues);
    }

    [Fact]
    public void Parse_CuesThatNeverShow_AreLeftOutAndTheRestSorted()
    {
        var document = WebVttDocument.Parse("WEBVTT\n\n00:05.000 --> 00:06.000\nB\n\n00:02.000 --> 00:02.000\nnever\n\n00:03.000 --> 00:04.000\n\n00:01.000 --> 00:02.000\nA");

        Assert.Equal(["A", "B"], document.Cues.Select(cue => cue.Text));
    }

    [Theory]
    [InlineData("", "begin with 'WEBVTT'")]
    [InlineData("1\n00:00:01,000 --> 00:00:02,000\nsrt", "begin with 'WEBVTT'")]
    [InlineData("WEBVTTX\n", "begin with 'WEBVTT'")]
    [InlineData("WEBVTT\n\n00:61.000 --> 00:02.000\nx", "Line 3 ")]
    [InlineData("WEBVTT\n\na\n00:01.000 -->\nx", "Line 4 ")]
    [InlineData("WEBVTT\n\n99999:00:01.000 --> 99999:00:02.000\nx", "Line 3 ")]
    public void Parse_Unreadable_ThrowsNamingTheLine(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => WebVttDocument.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_TooLarge_Throws()
    {
        Assert.Throws<FormatException>(() => WebVttDocument.Parse("WEBVTT\n\n" + new string('x', WebVttDocument.MaxBytes)));
        Assert.Throws<FormatException>(() => WebVttDocument.Parse("WEBVTT\n\n" + new string('é', WebVttDocument.MaxBytes / 2)));
        var cues = new StringBuilder("WEBVTT\n").Insert(7, "\n00:01.000 --> 00:02.000\nx\n", WebVttDocument.MaxCues + 1);
        Assert.Contains("more than 200000 cues", Assert.Throws<FormatException>(() => WebVttDocument.Parse(cues.ToString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToUtf8_Document_MatchesTheGoldenText() =>
        Assert.Equal(
            "WEBVTT\n\nSTYLE\n::cue {}\n\na\n00:00:01.000 --> 100:00:02.007 line:0\nÄ\nB\n",
            Encoding.UTF8.GetString(new WebVttDocument(
                [new WebVttCue(TimeSpan.FromSeconds(1), new TimeSpan(0, 100, 0, 2, 7), "Ä\nB", "line:0", "a")],
                ["STYLE\n::cue {}"]).ToUtf8()));

    [Property(Arbitrary = [typeof(Documents)])]
    public bool Parse_WhatWasWritten_IsTheSame(WebVttDocument document) =>
        WebVttDocument.Parse(Encoding.UTF8.GetString(document.ToUtf8())).Cues.SequenceEqual(document.Cues);

    [Property]
    public bool Parse_AnyText_EitherReadsOrThrowsFormatException(string?[] lines)
    {
        try
        {
            return WebVttDocument.Parse("WEBVTT\n\n" + string.Join('\n', lines)).Cues.Length <= lines.Length;
        }
        catch (FormatException)
        {
            return true;
        }
    }

    [Fact]
    public void Shift_Backwards_DropsAndClampsWhatBeginsBeforeTheTitle()
    {
        var document = WebVttDocument.Parse("WEBVTT\n\n00:01.000 --> 00:02.000\nA\n\n00:01.000 --> 00:04.000\nB\n\n00:05.000 --> 00:06.000\nC");

        var cues = document.Shift(TimeSpan.FromSeconds(-2)).Cues;

        Assert.Equal(
            [new WebVttCue(TimeSpan.Zero, TimeSpan.FromSeconds(2), "B"), new WebVttCue(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4), "C")],
            cues);
    }

    internal static class Documents
    {
        private static readonly string[] s_texts = ["Hello", "two\nlines", "<v Bob>Hi & bye</v>", "日本語", "- a\n- b"];
        private static readonly string[] s_settings = ["", "line:0 position:20%", "align:start"];

        public static Arbitrary<WebVttDocument> Document() =>
            (from cues in Gen.ListOf(
                from start in Gen.Choose(0, 400_000_000)
                from length in Gen.Choose(1, 60_000)
                from text in Gen.Elements(s_texts)
                from settings in Gen.Elements(s_settings)
                select new WebVttCue(TimeSpan.FromMilliseconds(start), TimeSpan.FromMilliseconds(start + length), text, settings))
             select new WebVttDocument([.. cues.OrderBy(cue => cue.Start)], [])).ToArbitrary();
    }
}
