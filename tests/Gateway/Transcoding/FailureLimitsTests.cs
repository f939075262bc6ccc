using StreamVerse.Gateway.Transcoding;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Gateway.Tests.Transcoding;

public sealed class FailureLimitsTests
{
    [Fact]
    public void Cut_OrdinaryFailure_StaysAsItIs()
    {
        WorkFailure failure = new(WorkFailureKind.Transient, "encoder-killed", "Encoding was stopped. Retry in a while.", "the last lines");
        Assert.Equal(failure, FailureLimits.Cut(failure));
        Assert.Null(FailureLimits.Cut(failure with { Log = null }).Log);
    }

    [Fact]
    public void Cut_FloodOfWords_KeepsBeginningsAndTheEndOfTheLog()
    {
        var flood = new string('x', 500_000);
        var cut = FailureLimits.Cut(new WorkFailure(WorkFailureKind.Source, $"code{flood}", $"Message{flood}", $"{flood}end"));
        Assert.Equal((64, 1_000, 16_000), (cut.Code.Length, cut.Message.Length, cut.Log!.Length));
        Assert.StartsWith("code", cut.Code, StringComparison.Ordinal);
        Assert.StartsWith("Message", cut.Message, StringComparison.Ordinal);
        Assert.EndsWith("end", cut.Log, StringComparison.Ordinal);
    }
}
