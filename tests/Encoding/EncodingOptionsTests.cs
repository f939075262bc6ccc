using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace StreamVerse.Encoding.Tests;

public sealed class EncodingOptionsTests
{
    [Theory]
    [InlineData("FfmpegPath", "")]
    [InlineData("EncodeTimeout", "00:00:00")]
    [InlineData("StallTimeout", "-00:00:05")]
    [InlineData("MemoryLimitBytes", "1000")]
    [InlineData("Niceness", "20")]
    public void Value_SettingThatCannotWork_IsRefusedByName(string setting, string value)
    {
        using var services = EncodingHost.Build(new() { [$"StreamVerse:Encoding:{setting}"] = value });

        var failure = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<EncodingOptions>>().Value);

        Assert.Contains($"StreamVerse:Encoding:{setting}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_Defaults_AreValid()
    {
        using var services = EncodingHost.Build([]);

        Assert.Equal("ffmpeg", services.GetRequiredService<IOptions<EncodingOptions>>().Value.FfmpegPath);
    }
}
