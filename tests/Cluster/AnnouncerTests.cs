namespace StreamVerse.Cluster.Tests;

public sealed class AnnouncerTests
{
    [Fact]
    public void Say_OutputIsOnAFullDisk_GoesOn()
    {
        using var full = new StreamWriter(new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)) { AutoFlush = true };
        var announcer = new Announcer(full);
        announcer.Say("silo-1 was killed");
        announcer.Say("silo-1 is ready.");
    }

    [Fact]
    public void Say_ThereIsRoomAgain_SaysHowManyLinesAreMissing()
    {
        using FailingWriter output = new();
        var announcer = new Announcer(output);
        announcer.Say("one");
        output.Fault = new IOException("No space left on device");
        announcer.Say("two");
        output.Fault = new UnauthorizedAccessException();
        announcer.Say("three");
        output.Fault = null;
        announcer.Say("four");
        announcer.Say("five");
        Assert.Equal(["one", "(2 lines are missing here: they could not be written.)", "four", "five"], output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private sealed class FailingWriter : StringWriter
    {
        public Exception? Fault { get; set; }

        public override void WriteLine(string? value)
        {
            if (Fault is not null)
            {
                throw Fault;
            }

            base.WriteLine(value);
        }
    }
}
