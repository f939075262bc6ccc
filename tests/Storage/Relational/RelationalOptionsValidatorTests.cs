using StreamVerse.Storage.Relational;

namespace StreamVerse.Storage.Tests.Relational;

public sealed class RelationalOptionsValidatorTests
{
    [Fact]
    public void Validate_GoodOptions_AreAccepted()
    {
        Assert.True(Validate(new RelationalOptions { Path = "data/streamverse.db" }).Succeeded);
        Assert.True(Validate(new RelationalOptions { Provider = RelationalProvider.Postgres, ConnectionString = "Host=db" }).Succeeded);
    }

    [Fact]
    public void Validate_BadOptions_NameTheirSetting()
    {
        Fails(new RelationalOptions(), "Path");
        Fails(new RelationalOptions { Path = ":memory:" }, "Path");
        Fails(new RelationalOptions { Path = "file:x?mode=memory" }, "Path");
        Fails(new RelationalOptions { Provider = RelationalProvider.Postgres }, "ConnectionString");
        Fails(new RelationalOptions { Provider = (RelationalProvider)7 }, "Provider");
        Fails(new RelationalOptions { Path = "a", CommandTimeout = TimeSpan.Zero }, "CommandTimeout");
        Fails(new RelationalOptions { Path = "a", MaxRetries = 21 }, "MaxRetries");
        Fails(new RelationalOptions { Path = "a", RetryDelay = TimeSpan.FromMinutes(1) }, "RetryDelay");
    }

    private static void Fails(RelationalOptions options, string setting)
    {
        var result = Validate(options);
        Assert.True(result.Failed);
        Assert.Contains($"StreamVerse:Relational:{setting}", result.FailureMessage, StringComparison.Ordinal);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(RelationalOptions options) =>
        new RelationalOptionsValidator().Validate(null, options);
}
