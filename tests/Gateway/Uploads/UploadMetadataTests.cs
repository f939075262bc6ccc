using System.Text;
using StreamVerse.Gateway.Uploads;

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

    [Fact]
    public void Parse_LongTitle_IsCut() => Assert.Equal(200, UploadMetadata.Parse(Header("title=" + new string('x', 300))).Title.Length);

    [Theory]
    [InlineData("filename %%%")]
    [InlineData("filename gICA")]
    public void Parse_NotText_IsRefused(string header) => Assert.Equal("tus-metadata", Assert.Throws<TusException>(() => UploadMetadata.Parse(header)).Code);

    private static string Header(string pairs) => string.Join(",", pairs.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
    {
        var parts = pair.Split('=', 2);
        return parts.Length == 1 ? parts[0] : $"{parts[0]} {Convert.ToBase64String(Encoding.UTF8.GetBytes(parts[1]))}";
    }));
}
