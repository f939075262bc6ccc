using System.Text;
using StreamVerse.Encoding.Processes;

namespace StreamVerse.Encoding.Tests.Processes;

public sealed class MessageTests
{
    [Fact]
    public void Tail_PathsAndAddresses_AreCutOff()
    {
        var tail = new StderrTail(["-i", "file:/var/lib/my secret folder/in.mp4", "/work/out.mp4"]);

        tail.Add("[mov,mp4 @ 0x55d7c0de] moov atom not found");
        tail.Add("file:/var/lib/my secret folder/in.mp4: Invalid data");
        tail.Add("/etc/other/place/lib.so: not found, see http://ffmpeg.org/doc");

        Assert.Equal("[mov,mp4] moov atom not found; file:in.mp4: Invalid data; lib.so: not found, see http://ffmpeg.org/doc", tail.ToString());
    }

    [Fact]
    public void Tail_ManyLongLines_StaysSmall()
    {
        var tail = new StderrTail([]);
        for (var i = 0; i < 10_000; i++)
        {
            tail.Add(new string('x', 10_000));
        }

        Assert.InRange(tail.ToString().Length, 1, 6000);
    }

    [Fact]
    public async Task Lines_WithoutEnd_AreCut()
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(new StringBuilder().Append('a', 1_000_000).Append("\r\n\nb").ToString()));

        var lines = await BoundedLines.ReadAsync(stream, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([4096, 0, 1], lines.Select(line => line.Length));
    }

    [Fact]
    public void Progress_Report_GivesOnePosition()
    {
        var parser = new ProgressParser();
        ToolPosition? position = null;

        foreach (var line in new[] { "frame=42", "stream_0_0_q=28.0", "out_time_us=1500000", "speed=   2x", "progress=continue" })
        {
            Assert.True(parser.TryTake(line, out position));
        }

        Assert.Equal(new ToolPosition(42, TimeSpan.FromSeconds(1.5)), position);
        Assert.False(parser.TryTake("[libx264] some=message", out _));
    }

    [Theory]
    [InlineData(1, "x: No space left on device", FfmpegFailure.OutOfSpace)]
    [InlineData(1, "Cannot allocate memory", FfmpegFailure.OutOfMemory)]
    [InlineData(137, "", FfmpegFailure.Killed)]
    [InlineData(255, "Exiting normally, received signal 15.", FfmpegFailure.Killed)]
    [InlineData(1, "Unknown encoder 'libx264'", FfmpegFailure.Unavailable)]
    [InlineData(127, "nice: 'x': No such file", FfmpegFailure.Unavailable)]
    [InlineData(1, "Invalid data found when processing input", FfmpegFailure.Source)]
    public void Classify_Message_TellsWhoseFault(int exitCode, string messages, FfmpegFailure expected) =>
        Assert.Equal(expected, FailureClassifier.Classify(exitCode, messages));
}
