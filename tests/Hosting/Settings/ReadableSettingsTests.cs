using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StreamVerse.Hosting.Settings;

namespace StreamVerse.Hosting.Tests.Settings;

/// <summary>What is said of values that are not of their settings' types.</summary>
public sealed class ReadableSettingsTests
{
    [Theory]
    [InlineData("Bytes", "50GB", "Test:Bytes must be a whole number, at most 9223372036854775807, and is '50GB'.")]
    [InlineData("Slots", "auto", "Test:Slots must be a whole number, at most 2147483647, and is 'auto'.")]
    [InlineData("Slots", "3000000000", "Test:Slots must be a whole number, at most 2147483647, and is '3000000000'.")]
    [InlineData("Bytes", "", "Test:Bytes must be a whole number, at most 9223372036854775807, and is empty.")]
    [InlineData("Timeout", "25s", "Test:Timeout must be a time such as 00:00:25 (hh:mm:ss), and is '25s'.")]
    [InlineData("Share", "half", "Test:Share must be a number such as 0.5, and is 'half'.")]
    [InlineData("IsOn", "yes", "Test:IsOn must be true or false, and is 'yes'.")]
    [InlineData("Day", "Doomsday", "Test:Day must be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, and is 'Doomsday'.")]
    [InlineData("Inner:Slots", "a' at 'b' to type 'c'.\n", "Test:Inner:Slots must be a whole number, at most 2147483647, and is 'a' at 'b' to type 'c'.\n'.")]
    public void Options_ValueOfTheWrongType_NamesKeyValueAndWhatIsExpected(string key, string value, string fault) =>
        Assert.Equal(fault, Assert.Single(FaultsOf(key, value)));

    [Fact]
    public void Options_SecretOfTheWrongType_IsNotShown() =>
        Assert.Equal("Test:Token must be a whole number, at most 2147483647, and is '********'.", Assert.Single(FaultsOf("Token", "hidden")));

    private static IEnumerable<string> FaultsOf(string key, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"Test:{key}", value)]).Build();
        ServiceCollection services = new();
        services.AddOptions<TestOptions>().Bind(configuration.GetSection("Test"));
        services.AddReadableSettings();
        using var provider = services.BuildServiceProvider();
        return Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<TestOptions>>().Value).Failures;
    }

    private sealed class TestOptions
    {
        public long Bytes { get; set; }

        public int? Slots { get; set; }

        public TimeSpan Timeout { get; set; }

        public double Share { get; set; }

        public bool IsOn { get; set; }

        public DayOfWeek Day { get; set; }

        public int Token { get; set; }

        public TestOptions? Inner { get; set; }
    }
}
