namespace StreamVerse.Cluster.Tests;

public sealed class AnnouncerTests
{
    [Fact]
    public void Say_OutputIsOnAFullDisk_GoesOn()
    {
        using var full = new StreamWriter(new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)) { AutoFlush = true };
        using var announcer = new Announcer(full);
        announcer.Say("silo-1 was killed");
        announcer.Say("silo-1 is ready.");
    }

    [Fact(Timeout = 30_000)]
    public async Task Say_OutputWaits_GoesOnAndSaysLaterHowManyLinesAreMissing()
    {
        await Task.CompletedTask;
        using WaitingWriter output = new();
        using (Announcer announcer = new(output) { Patience = TimeSpan.FromSeconds(20) })
        {
            announcer.Say("first");
            output.Begun.Wait(TestContext.Current.CancellationToken);
            for (var line = 0; line < Announcer.MaxWaiting + 7; line++)
            {
                announcer.Say("later");
            }

            output.GoOn.Set();
        }

        var lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["first", "(7 lines are missing here: they could not be written.)", "later"], lines[..3]);
        Assert.Equal(Announcer.MaxWaiting + 2, lines.Length);
    }

    [Fact(Timeout = 30_000)]
    public async Task Dispose_OutputWaits_EndsSoonAllTheSame()
    {
        await Task.CompletedTask;
        using WaitingWriter output = new();
        Announcer announcer = new(output) { Patience = TimeSpan.FromMilliseconds(50) };
        announcer.Say("first");
        output.Begun.Wait(TestContext.Current.CancellationToken);
        announcer.Dispose();
        announcer.Say("nobody hears this");
        output.GoOn.Set();
        output.Ended.Wait(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Say_ThereIsRoomAgain_SaysHowManyLinesAreMissing()
    {
        using FailingWriter output = new();
        output.Faults["two"] = new IOException("No space left on device");
        output.Faults["three"] = new UnauthorizedAccessException();
        using (Announcer announcer = new(output))
        {
            foreach (var line in (string[])["one", "two", "three", "four", "five"])
            {
                announcer.Say(line);
            }
        }

        Assert.Equal(["one", "(2 lines are missing here: they could not be written.)", "four", "five"], output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private sealed class FailingWriter : StringWriter
    {
        public Dictionary<string, Exception> Faults { get; } = [];

        public override void WriteLine(string? value)
        {
            if (Faults.FirstOrDefault(fault => value!.EndsWith(fault.Key, StringComparison.Ordinal)).Value is { } fault)
            {
                throw fault;
            }

            base.WriteLine(value);
        }
    }

    /// <summary>A terminal that was stopped.</summary>
    private sealed class WaitingWriter : StringWriter
    {
        public ManualResetEventSlim Begun { get; } = new();

        public ManualResetEventSlim GoOn { get; } = new();

        public ManualResetEventSlim Ended { get; } = new();

        public override void WriteLine(string? value)
        {
            Begun.Set();
            GoOn.Wait();
            base.WriteLine(value);
            Ended.Set();
        }
    }
}
