using StreamVerse.Testing;

namespace StreamVerse.Hosting.Tests.Programs;

/// <summary>The real worker, beside a real gateway, without what it needs.</summary>
public sealed class WorkerProgramTests : IDisposable
{
    private const string Name = "test-worker";
    private const string ReadyMetric = @"\nstreamverse_worker_ready\S*";
    private const string Wrong = "svw_a-credential-that-nobody-made";

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Credentials => _folder.File("workers.json");

    private string Credential => _folder.File("credential");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_CredentialRefused_IsNotReadyAndSaysWhyOnceAndGoesOnWhenTheFileIsMended()
    {
        await using var gateway = await StartGatewayAsync();
        var right = await MakeCredentialAsync();
        await File.WriteAllTextAsync(Credential, Wrong, Cancellation);
        await using var worker = StartWorker(gateway.Address);

        var answer = await worker.UntilAsync("/health/ready", 503, "knows no worker by the credential", Cancellation);
        Assert.Contains("StreamVerse:Worker:Queue:CredentialFile", answer, StringComparison.Ordinal);
        Assert.Contains(Credential, answer, StringComparison.Ordinal);
        await worker.UntilAsync("/metrics", 200, $@"{ReadyMetric} 0\b", Cancellation);

        await File.WriteAllTextAsync(Credential, right, Cancellation);
        await worker.UntilAsync("/health/ready", 200, "ready", Cancellation);

        Assert.True(worker.Runs);
        await worker.UntilAsync("/metrics", 200, $@"{ReadyMetric} 1\b", Cancellation);
        await AssertToldOnceAsync(worker, "knows no worker by the credential");
        Assert.DoesNotContain(Wrong, worker.Log + answer, StringComparison.Ordinal);
        Assert.DoesNotContain(right, worker.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CredentialIsMadeLater_GoesOnByItself()
    {
        await using var gateway = await StartGatewayAsync();
        var right = await MakeCredentialAsync();
        await File.WriteAllTextAsync(Credential, right, Cancellation);
        var list = await File.ReadAllTextAsync(Credentials, Cancellation);
        File.Delete(Credentials);
        await using var worker = StartWorker(gateway.Address);
        await worker.UntilAsync("/health/ready", 503, "knows no worker by the credential", Cancellation);

        await File.WriteAllTextAsync(Credentials, list, Cancellation);

        await worker.UntilAsync("/health/ready", 200, "ready", Cancellation);
        Assert.True(worker.Runs);
    }

    [Fact]
    public async Task Run_NoFfmpeg_IsNotReadyAndSaysWhyOnceAndGoesOnWhenItIsThere()
    {
        var (ffmpeg, ffprobe) = ("/usr/bin/ffmpeg", "/usr/bin/ffprobe");
        Assert.SkipUnless(File.Exists(ffmpeg) && File.Exists(ffprobe), "ffmpeg is not installed.");
        await using var gateway = await StartGatewayAsync();
        await File.WriteAllTextAsync(Credential, await MakeCredentialAsync(), Cancellation);
        await using var worker = StartWorker(gateway.Address, new()
        {
            ["StreamVerse:Encoding:FfmpegPath"] = _folder.File("ffmpeg"),
            ["StreamVerse:Encoding:FfprobePath"] = _folder.File("ffprobe"),
        });

        var answer = await worker.UntilAsync("/health/ready", 503, "There is no program", Cancellation);
        Assert.Contains("StreamVerse:Encoding:FfmpegPath", answer, StringComparison.Ordinal);
        Assert.Contains("StreamVerse:Encoding:FfprobePath", answer, StringComparison.Ordinal);
        Assert.Contains("apt-get install ffmpeg", answer, StringComparison.Ordinal);

        File.CreateSymbolicLink(_folder.File("ffprobe"), ffprobe);
        File.CreateSymbolicLink(_folder.File("ffmpeg"), ffmpeg);
        await worker.UntilAsync("/health/ready", 200, "ready", Cancellation);

        Assert.True(worker.Runs);
        await AssertToldOnceAsync(worker, "There is no program");
    }

    [Fact]
    public async Task Run_NoGatewayListens_IsNotReadyAndNamesTheAddress()
    {
        await File.WriteAllTextAsync(Credential, Wrong, Cancellation);
        Uri nowhere = new($"http://127.0.0.1:{FreePorts.Take()}");
        await using var worker = StartWorker(nowhere);

        var answer = await worker.UntilAsync("/health/ready", 503, nowhere.Authority, Cancellation);

        Assert.Contains("StreamVerse:Worker:Queue:Urls", answer, StringComparison.Ordinal);
        await AssertToldOnceAsync(worker, nowhere.Authority);
    }

    [Fact]
    public async Task Start_ScratchFolderCannotBeMade_IsOneLine()
    {
        await File.WriteAllTextAsync(Credential, Wrong, Cancellation);
        await File.WriteAllTextAsync(_folder.File("scratch"), "a file", Cancellation);

        var run = await ProgramRun.OfAsync("Worker", ["--StreamVerse:Http:Port=0"], Settings(new Uri("http://127.0.0.1:1")));

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains(_folder.File("scratch"), Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    /// <summary>Several slots met it, each more than once, and the log has it once, in a line.</summary>
    private static async Task AssertToldOnceAsync(RunningProgram worker, string fault)
    {
        await worker.WritesAsync(fault, Cancellation);
        Assert.Single(worker.Log.Split('\n'), line => line.Contains(fault, StringComparison.Ordinal));
        Assert.Single(worker.Complaints);
        Assert.DoesNotContain("   at ", worker.Log, StringComparison.Ordinal);
    }

    private async Task<LocalServer> StartGatewayAsync()
    {
        Assert.SkipWhen(LocalServer.Program is null, "src/Local is not built.");
        LocalServer gateway = new(_folder.File("data"), new Dictionary<string, string> { ["StreamVerse:Workers:CredentialFile"] = Credentials });
        await gateway.StartAsync(Cancellation);
        return gateway;
    }

    private async Task<string> MakeCredentialAsync()
    {
        var run = await ProgramRun.OfAsync("Gateway", ["worker-credential", Name, $"--StreamVerse:Workers:CredentialFile={Credentials}"]);
        Assert.True(run.ExitCode == ExitCodes.Ok, run.Errors);
        return run.Output.Trim();
    }

    private RunningProgram StartWorker(Uri gateway, Dictionary<string, string>? more = null)
    {
        var settings = Settings(gateway);
        foreach (var (key, value) in more ?? [])
        {
            settings[key] = value;
        }

        return RunningProgram.Start("Worker", settings, _folder);
    }

    private Dictionary<string, string> Settings(Uri gateway) => new()
    {
        ["StreamVerse:Worker:Name"] = Name,
        ["StreamVerse:Worker:Slots"] = "3",
        ["StreamVerse:Worker:ScratchPath"] = _folder.File("scratch"),
        ["StreamVerse:Worker:MinFreeScratchBytes"] = "0",
        ["StreamVerse:Worker:Queue:Urls:0"] = gateway.GetLeftPart(UriPartial.Authority),
        ["StreamVerse:Worker:Queue:CredentialFile"] = Credential,
    };
}
