using Microsoft.Extensions.Options;
using StreamVerse.Encoding.Inspection.Probing;
using StreamVerse.Encoding.Processes;
using StreamVerse.Encoding.Tests.Sources;

namespace StreamVerse.Encoding.Tests.Inspection.Probing;

/// <summary>What packets hold, and how few processes it takes to find out.</summary>
public sealed class PacketProberTests(EncodingHost host)
{
    private const string IdrPictures = "5";

    [Theory]
    [InlineData(IdrPictures, new[] { 1, 2 }, 1)]
    [InlineData(null, new[] { 1, 2 }, 0)]
    [InlineData(IdrPictures, new int[0], 1)]
    public async Task ReadAsync_AllIsWell_TakesOneProcess(string? unitTypes, int[] audio, long keyUnits)
    {
        var (contents, processes) = await ReadAsync(await host.Sources.GetAsync(OddSources.TwoLanguages with { FileName = "languages.mp4" }), unitTypes, audio);

        Assert.Equal((keyUnits, 1), (contents.KeyUnits, processes));
        Assert.Equal(audio, contents.DecodableAudio.Order());
    }

    [Fact]
    public async Task ReadAsync_ATrackDoesNotDecode_TellsWhichAndCountsAllTheSame()
    {
        var (contents, processes) = await ReadAsync(await OddSources.HalfUndecodableAsync(host.Sources), IdrPictures, [1, 2]);

        Assert.Equal((1, 4), (contents.KeyUnits, processes));
        Assert.Equal([1], contents.DecodableAudio);
    }

    [Fact]
    public async Task ReadAsync_TheOnlyTrackDoesNotDecode_TakesOneProcess()
    {
        var (contents, processes) = await ReadAsync(await OddSources.HalfUndecodableAsync(host.Sources), null, [2]);

        Assert.Equal((0, 1), (contents.KeyUnits, processes));
        Assert.Empty(contents.DecodableAudio);
    }

    [Fact]
    public async Task ReadAsync_NothingToLookAt_StartsNone()
    {
        var (contents, processes) = await ReadAsync(await host.Sources.GetAsync(OddSources.Silent), null, []);

        Assert.Equal((0, 0), (contents.KeyUnits, processes));
        Assert.Empty(contents.DecodableAudio);
    }

    private async Task<(PacketContents Contents, int Processes)> ReadAsync(string path, string? unitTypes, int[] audio)
    {
        CountingRunner runner = new(host.Get<IToolRunner>());
        PacketProber prober = new(runner, host.Get<IOptions<EncodingOptions>>());
        return (await prober.ReadAsync(path, 0, unitTypes, [.. audio], TestContext.Current.CancellationToken), runner.Count);
    }

    private sealed class CountingRunner(IToolRunner runner) : IToolRunner
    {
        public int Count { get; private set; }

        public Task RunAsync(ToolCall call, CancellationToken cancellationToken)
        {
            Count++;
            return runner.RunAsync(call, cancellationToken);
        }
    }
}
