using StreamVerse.Gateway.Transcoding;

namespace StreamVerse.Gateway.Tests.Transcoding;

public sealed class WorkerIdentityTests
{
    private static readonly WorkerIdentity Worker = new("w.1", "local");

    [Theory]
    [InlineData("w.1/0")]
    [InlineData("w.1/17")]
    [InlineData("w.1/9999")]
    public void Owns_NameAndNumber_IsItsSlot(string slot) => Assert.True(Worker.Owns(slot));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("w.1")]
    [InlineData("w.1/")]
    [InlineData("w.10/0")]
    [InlineData("wx1/0")]
    [InlineData("W.1/0")]
    [InlineData("w.1/x/0")]
    [InlineData("w.1//0")]
    [InlineData("w.1/0/")]
    [InlineData("w.1/-1")]
    [InlineData("w.1/0x")]
    [InlineData("w.1/ 0")]
    [InlineData("w.1/0\n")]
    [InlineData("w.1/\u0663")]
    [InlineData("w.1/00000")]
    public void Owns_AnythingElse_IsNot(string? slot) => Assert.False(Worker.Owns(slot));
}
