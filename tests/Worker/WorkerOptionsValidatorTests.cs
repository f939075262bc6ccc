namespace StreamVerse.Worker.Tests;

public sealed class WorkerOptionsValidatorTests
{
    [Theory]
    [InlineData(0, 2_000_000_000, true)]
    [InlineData(40_000_000_000, 2_000_000_000, true)]
    [InlineData(2_000_000_000, 2_000_000_000, false)]
    [InlineData(999_999_999, 0, false)]
    [InlineData(-1, 0, false)]
    public void Validate_ScratchBytes_MustLeaveRoomForWork(long scratch, long minFree, bool isGood)
    {
        var result = new WorkerOptionsValidator().Validate(null, new WorkerOptions { ScratchBytes = scratch, MinFreeScratchBytes = minFree });
        Assert.Equal(isGood, result.Succeeded);
        Assert.All(result.Failures ?? [], static failure => Assert.Contains("StreamVerse:Worker:ScratchBytes", failure, StringComparison.Ordinal));
    }
}
