using Microsoft.Extensions.Options;
using StreamVerse.Gateway.Uploads;

namespace StreamVerse.Gateway.Tests.Uploads;

/// <summary>No more uploads at once than memory is meant for.</summary>
public sealed class UploadSlotsTests
{
    private readonly UploadSlots _slots = new(Options.Create(new GatewayOptions { MaxTransfers = 2 }));

    [Fact]
    public void Take_AllTaken_IsRefusedUntilOneIsGivenBack()
    {
        using var first = _slots.Take();
        var second = _slots.Take();
        Assert.Equal((503, "uploads-busy"), Refusal(() => _slots.Take()));
        Assert.Equal((503, "uploads-busy"), Refusal(_slots.ThrowIfFull));
        second.Dispose();
        _slots.ThrowIfFull();
        using var third = _slots.Take();
    }

    [Fact]
    public void MaxTransfers_Default_IsWithinItsRange() => Assert.InRange(new GatewayOptions().MaxTransfers, 4, 256);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(10_001, false)]
    public void MaxTransfers_OutOfRange_IsRefused(int most, bool isValid) =>
        Assert.Equal(isValid, new GatewayOptionsValidator().Validate(null, new GatewayOptions { MaxTransfers = most }).Succeeded);

    private static (int Status, string Code) Refusal(Action action)
    {
        var exception = Assert.Throws<TusException>(action);
        return (exception.Status, exception.Code);
    }
}
