using System.Text;
using StreamVerse.Gateway.Uploads;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Gateway.Tests.Uploads;

public sealed class UploadMetadataTests
{
    [Theory]
    [InlineData("", "untitled", "untitled")]
    [InlineData("filename", "untitled", "untitled")]
    [InlineData("filename=holiday.mp4", "holiday.mp4", "holiday")]
    [InlineData("name=holiday.mp4", "holiday.mp4", "holiday")]
    [InlineData("filename=a.b.mkv,title=The film", "a.b.mkv", "The film")]
    [InlineData("filename=../../etc/passwd.mp4", "../../etc/passwd.mp4", "passwd")]
    [InlineData("filename=C:\\films\\x.mov", "C:\\films\\x.mov", "x")]
    [InlineData("filename=.hidden", ".hidden", ".hidden")]
    [InlineData("title=Only a title", "untitled", "Only a title")]
    [InlineData("filename=with\u0000control\u0007.mp4", "withcontrol.mp4", "withcontrol")]
    [InlineData("other=x,filename=a.mp4", "a.mp4", "a")]
    public void Parse_Header_GivesNameAndTitle(string pairs, string fileName, string title) =>
        Assert.Equal(new UploadMetadata(fileName, title), UploadMetadata.Parse(Header(pairs)));

    [Theory]
    [InlineData("filename=a.mp4", WorkPriority.Standard)]
    [InlineData("filename=a.mp4,priority=standard", WorkPriority.Standard)]
    [InlineData("priority=express,filename=a.mp4", WorkPriority.Express)]
    [InlineData("filename=a.mp4,priority=backfill", WorkPriority.Backfill)]
    public void Parse_Priority_IsTaken(string pairs, WorkPriority priority) => Assert.Equal(priority, UploadMetadata.Parse(Header(pairs)).Priority);

    [Theory]
    [InlineData("priority")]
    [InlineData("priority=Express")]
    [InlineData("priority=1")]
    public void Parse_PriorityOfNoKind_IsRefusedWithTheChoice(string pairs)
    {
        var refused = Assert.Throws<TusException>(() => UploadMetadata.Parse(Header(pairs)));
        Assert.Equal("tus-metadata", refused.Code);
        Assert.Contains("express, standard and backfill", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_LongTitle_IsCut() => Assert.Equal(200, UploadMetadata.Parse(Header("title=" + new string('x', 300))).Title.Length);

    [Theory]
    [InlineData("filename %%%")]
    [InlineData("filename gICA")]
    public void Parse_NotText_IsRefused(string header) => Assert.Equal("tus-metadata", Assert.Throws<TusException>(() => UploadMetadata.Parse(header)).Code);

    [Theory]
    [InlineData("titleId=1f0b5f3e7c6d4a0f9d0c2f6f5d2b7a11,kind=audio,language=FR,filename=f.flac", TrackKind.Audio, "fr", null)]
    [InlineData("filename=f.vtt,titleId=1f0b5f3e-7c6d-4a0f-9d0c-2f6f5d2b7a11,kind=subtitles,language=pt-br,name=For the deaf", TrackKind.Subtitles, "pt-BR", "For the deaf")]
    [InlineData("titleId=1f0b5f3e7c6d4a0f9d0c2f6f5d2b7a11,kind=audio,language=zh-hant-TW", TrackKind.Audio, "zh-Hant-TW", null)]
    public void Parse_Track_GivesTheRequest(string pairs, TrackKind kind, string language, string? name) =>
        Assert.Equal(new TrackRequest(Guid.Parse("1f0b5f3e7c6d4a0f9d0c2f6f5d2b7a11"), kind, language, name), UploadMetadata.Parse(Header(pairs)).Track);

    [Theory]
    [InlineData("kind=audio,language=fr", "track-title")]
    [InlineData("titleId=x,kind=audio,language=fr", "title-not-found")]
    [InlineData("titleId=1f0b5f3e7c6d4a0f9d0c2f6f5d2b7a11,language=fr", "track-kind")]
    [InlineData("titleId=1f0b5f3e7c6d4a0f9d0c2f6f5d2b7a11,kind=video,language=fr", "track-kind")]
    [InlineData("titleId=1f0b5f3e7c6d4a0f9d0c2f6f5d2b7a11,kind=audio", "track-language")]
    [InlineData("titleId=1f0b5f3e7c6d4a0f9d0c2f6f5d2b7a11,kind=audio,language=french", "track-language")]
    [InlineData("titleId=1f0b5f3e7c6d4a0f9d0c2f6f5d2b7a11,kind=audio,language=fr\"", "track-language")]
    public void Parse_TrackThatMakesNoSense_IsRefused(string pairs, string code) => Assert.Equal(code, Assert.Throws<TusException>(() => UploadMetadata.Parse(Header(pairs))).Code);

    private static string Header(string pairs) => string.Join(",", pairs.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
    {
        var parts = pair.Split('=', 2);
        return parts.Length == 1 ? parts[0] : $"{parts[0]} {Convert.ToBase64String(Encoding.UTF8.GetBytes(parts[1]))}";
    }));
}
