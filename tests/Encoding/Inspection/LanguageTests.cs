using StreamVerse.Encoding.Inspection;

namespace StreamVerse.Encoding.Tests.Inspection;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("eng", "en")]
    [InlineData("ger", "de")]
    [InlineData("deu", "de")]
    [InlineData("fre", "fr")]
    [InlineData("zho", "zh")]
    [InlineData("jpn", "ja")]
    [InlineData("pt-BR", "pt-BR")]
    [InlineData("por-br", "pt-BR")]
    [InlineData("zh_hant", "zh-Hant")]
    [InlineData("fil", "fil")]
    [InlineData("und", "und")]
    [InlineData(null, "und")]
    [InlineData("", "und")]
    [InlineData("English (US)", "und")]
    [InlineData("<script>", "und")]
    public void ToBcp47_ContainerCode_IsATag(string? code, string expected) => Assert.Equal(expected, Languages.ToBcp47(code));
}
