using StreamVerse.Encoding.Capabilities;

namespace StreamVerse.Encoding.Tests.Capabilities;

public sealed class EncoderProbeTests(EncodingHost host)
{
    [Fact]
    public async Task ProbeAsync_ThisMachine_TellsWhatWorksAndWhyNot()
    {
        var capabilities = await host.Get<IEncoderProbe>().ProbeAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ["libx264", "libx265", "libsvtav1", "h264_nvenc", "hevc_nvenc", "h264_vaapi", "h264_qsv", "aac"],
            capabilities.Select(capability => capability.Name));
        Assert.All(capabilities, capability => Assert.NotEmpty(capability.Reason));
        var x264 = capabilities[0];
        Assert.True(x264.IsUsable, x264.Reason);
        Assert.InRange(x264.FramesPerSecond!.Value, 1, 10_000);
        Assert.True(capabilities[^1].IsUsable);
        if (!File.Exists("/dev/dri/renderD128"))
        {
            Assert.False(capabilities[5].IsUsable);
        }
    }
}
