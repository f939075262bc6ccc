using System.Diagnostics;
using Microsoft.Extensions.Options;
using StreamVerse.Encoding.Audio;
using StreamVerse.Encoding.Inspection;
using StreamVerse.Encoding.Processes;
using StreamVerse.Encoding.Tests.Sources;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Encoding.Tests.Audio;

public sealed class AudioEncoderTests(EncodingHost host)
{
    private const int Priming = 1024;

    /// <summary>A click of 5 ms every 2 s, and pictures from the same start.</summary>
    public static TheoryData<string, string, string> Clicks => new()
    {
        { "clicks.mp4", "48000:cl=stereo", "-c:a aac" },
        { "clicks-441.mkv", "44100:cl=mono", "-c:a ac3" },
        { "clicks-late.ts", "48000:cl=stereo", "-c:a mp2 -output_ts_offset 3000" },
        { "clicks-six.mkv", "48000:cl=5.1", "-c:a pcm_s16le" },
        { "clicks-low.mov", "22050:cl=mono", "-c:a pcm_s16le" },
    };

    [Theory]
    [MemberData(nameof(Clicks))]
    public async Task EncodeAsync_Clicks_StayWithin20MillisecondsOfTheirPicture(string file, string sound, string codec)
    {
        var path = await ClicksAsync(file, sound, codec);

        var (samples, grid) = await EncodeAsync(path, 2);

        Assert.InRange(samples.Length / 2, grid.AudioSampleCount, grid.AudioSampleCount + (2 * Priming));
        var found = Onsets(samples);
        Assert.Equal(16, found.Count);
        Assert.All(found.Select((at, i) => at - (2.0 * i)), late => Assert.InRange(late, -0.020, 0.020));
    }

    [Theory]
    [InlineData(48_005)]
    [InlineData(47_976)]
    public async Task EncodeAsync_TenMinutesOfADriftingClock_StayWithin20Milliseconds(int realRate)
    {
        // A device whose crystal runs a little fast or slow: its samples are labelled 48 kHz, and its timestamps are right.
        var path = await host.Sources.GetAsync(new SourceRecipe($"drift-{realRate}.mkv", _ =>
        [
            "-f", "lavfi", "-i", "testsrc2=s=64x36:r=10:d=600", "-f", "lavfi", "-i",
            $"aevalsrc='if(lt(mod(t\\,2)\\,0.005)\\,0.8*sin(2000*PI*t)\\,0)':s={realRate}:d=600,asetrate=48000,asetpts='N/{realRate}/TB'",
            "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "pcm_s16le",
        ]));

        var (samples, _) = await EncodeAsync(path, 2);

        var late = Onsets(samples).Select((at, i) => at - (2.0 * i)).ToList();
        Assert.Equal(300, late.Count);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"Between {late.Min() * 1000:F1} and {late.Max() * 1000:F1} ms late."));
        Assert.All(late, seconds => Assert.InRange(seconds, -0.020, 0.020));
    }

    [Fact]
    public async Task EncodeAsync_ChannelsChangeMidway_GoesOnInTime()
    {
        // Parts of whole AC-3 frames, as in recordings of broadcasts: a stereo programme, then a film in 5.1, then stereo again.
        var parts = new List<byte>();
        foreach (var (start, layout) in new[] { ("0", "stereo"), ("6.4", "5.1"), ("12.8", "stereo") })
        {
            var part = await host.Sources.GetAsync(new SourceRecipe($"layout-{start}.ts", _ =>
            [
                "-f", "lavfi", "-i", "testsrc2=s=64x36:r=25:d=6.4", "-f", "lavfi", "-i",
                $"aevalsrc='if(lt(mod(t\\,1.6)\\,0.005)\\,0.8*sin(2000*PI*t)\\,0)':s=48000:d=6.4,aformat=channel_layouts={layout}",
                "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "ac3", "-output_ts_offset", start,
            ]));
            parts.AddRange(await File.ReadAllBytesAsync(part, TestContext.Current.CancellationToken));
        }

        var (samples, _) = await EncodeAsync(await host.Sources.WriteAsync("layouts.ts", [.. parts]), 2);

        var found = Onsets(samples);
        Assert.Equal(12, found.Count);
        Assert.All(found.Select((at, i) => at - (1.6 * i)), late => Assert.InRange(late, -0.020, 0.020));
    }

    [Fact]
    public async Task EncodeAsync_SoundStartsLate_BeginsWithSilence()
    {
        var path = await host.Sources.GetAsync(new SourceRecipe("late-sound.mkv", _ =>
        [
            "-f", "lavfi", "-i", "testsrc2=s=64x36:r=25:d=4", "-itsoffset", "0.7", "-f", "lavfi", "-i", "sine=d=3",
            "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac",
        ]));

        var (samples, _) = await EncodeAsync(path, 2);

        Assert.InRange(Onsets(samples)[0], 0.68, 0.72);
    }

    [Fact]
    public async Task EncodeAsync_DialogueInTheCentre_IsLoudInStereo()
    {
        // A tone of 0.5 in the centre alone: half of it must remain on either side (ffmpeg's own downmix leaves 0.29).
        var (samples, _) = await EncodeAsync(await host.Sources.GetAsync(OddSources.Surround), 2);

        Assert.InRange(Peak(samples, 0), 0.22, 0.28);
        Assert.InRange(Peak(samples, 1), 0.22, 0.28);
    }

    [Fact]
    public async Task EncodeAsync_LoudInEveryChannel_DoesNotClip()
    {
        var path = await host.Sources.GetAsync(new SourceRecipe("loud.mkv",
            "-f lavfi -i testsrc2=s=64x36:r=25:d=2 -f lavfi -i aevalsrc=0.9*sin(880*PI*t)|0.9*sin(880*PI*t)|0.9*sin(880*PI*t)|0|0.9*sin(880*PI*t)|0.9*sin(880*PI*t)|0.9*sin(880*PI*t)|0.9*sin(880*PI*t):c=7.1:d=2 -c:v libx264 -c:a flac"));

        var (samples, _) = await EncodeAsync(path, 2);

        Assert.InRange(Peak(samples, 0), 0.8, 1.0);
    }

    [Fact]
    public async Task EncodeAsync_Mono_KeepsItsLevelOnBothSides()
    {
        var path = await host.Sources.GetAsync(OddSources.Mono);

        var (samples, _) = await EncodeAsync(path, 2);

        Assert.InRange(Peak(samples, 0), 0.11, 0.14);
        Assert.Equal(Peak(samples, 0), Peak(samples, 1), 0.01);
    }

    [Fact]
    public async Task EncodeAsync_Surround_KeepsSixChannels()
    {
        var (samples, _) = await EncodeAsync(await host.Sources.GetAsync(OddSources.Surround), 6);

        Assert.InRange(Peak(samples, 2, 6), 0.45, 0.55);
        Assert.InRange(Peak(samples, 0, 6), 0, 0.03);
    }

    [Fact]
    public async Task EncodeAsync_Again_GivesTheSameBytes()
    {
        var path = await host.Sources.GetAsync(OddSources.Plain);

        Assert.Equal(await BytesAsync(path, 2), await BytesAsync(path, 2));
    }

    [Theory]
    [MemberData(nameof(Clicks))]
    public async Task EncodeAsync_InOneProcessOrInTwo_GivesTheSameBytes(string file, string sound, string codec)
    {
        var path = await ClicksAsync(file, sound, codec);
        var inTwo = new AudioEncoder(new ChangingSound(host.Get<IToolRunner>()), host.Get<IOptions<EncodingOptions>>(), TimeProvider.System);

        Assert.Equal(await BytesAsync(path, 2), await BytesAsync(inTwo, path, 2));
    }

    [Fact]
    public async Task EncodeAsync_LongTrack_FragmentsArriveWhileItRuns()
    {
        var path = await host.Sources.GetAsync(new SourceRecipe("long-sound.mkv",
            "-f lavfi -i testsrc2=s=64x36:r=10:d=240 -f lavfi -i anoisesrc=d=240:r=48000 -c:v libx264 -preset ultrafast -c:a pcm_s16le"));
        var request = await RequestAsync(path, 2);
        var clock = Stopwatch.StartNew();
        var first = TimeSpan.Zero;
        var reports = new List<EncodeProgress>();

        await host.Get<IAudioEncoder>().EncodeAsync(
            request,
            async (stdout, token) =>
            {
                var buffer = new byte[65_536];
                await stdout.ReadExactlyAsync(buffer, token);
                first = clock.Elapsed;
                await stdout.CopyToAsync(Stream.Null, token);
            },
            new Progress(reports),
            TestContext.Current.CancellationToken);

        Assert.InRange(first, TimeSpan.Zero, clock.Elapsed / 2);
        Assert.Equal(request.Grid.FrameCount, reports[^1].FramesDone);
        Assert.True(reports.Count > 2 && reports[0].FramesDone < request.Grid.FrameCount);
    }

    [Fact]
    public async Task EncodeAsync_ReaderFails_ThrowsWhatTheReaderThrew()
    {
        var request = await RequestAsync(await host.Sources.GetAsync(OddSources.Plain), 2);

        await Assert.ThrowsAsync<InvalidDataException>(() => host.Get<IAudioEncoder>().EncodeAsync(
            request, (_, _) => throw new InvalidDataException("no room"), null, TestContext.Current.CancellationToken));
    }

    private async Task<(float[] Samples, SegmentGrid Grid)> EncodeAsync(string path, int channels)
    {
        var request = await RequestAsync(path, channels);
        var file = Path.Combine(host.NewFolder(), "audio.mp4");
        await File.WriteAllBytesAsync(file, await BytesAsync(path, channels), TestContext.Current.CancellationToken);

        // Decoded raw, the priming access unit comes out too unless it is cut: the boxes, not an edit list, say where it is.
        var bytes = await Ffmpeg.RunAsync("ffmpeg", "-v", "error", "-i", file, "-f", "f32le", "-");
        var samples = new float[bytes.Length / 4];
        Buffer.BlockCopy(bytes, 0, samples, 0, samples.Length * 4);
        return (samples[(Priming * channels)..], request.Grid);
    }

    private Task<byte[]> BytesAsync(string path, int channels) => BytesAsync(host.Get<IAudioEncoder>(), path, channels);

    private async Task<byte[]> BytesAsync(IAudioEncoder encoder, string path, int channels)
    {
        byte[] bytes = [];
        await encoder.EncodeAsync(
            await RequestAsync(path, channels),
            async (stdout, token) =>
            {
                using var read = new MemoryStream();
                await stdout.CopyToAsync(read, token);
                bytes = read.ToArray();
            },
            null,
            TestContext.Current.CancellationToken);
        return bytes;
    }

    private async Task<AudioEncodeRequest> RequestAsync(string path, int channels)
    {
        var source = await host.Get<ISourceInspector>().InspectAsync(path, TestContext.Current.CancellationToken);
        var rung = new AudioRung("a1", source.Audio[0].StreamIndex, "und", "Audio", channels, 64_000 * channels, true);
        return new AudioEncodeRequest(path, source, new SegmentGrid(source.Video.OutputFrameRate, source.Video.OutputFrameCount), rung);
    }

    private Task<string> ClicksAsync(string file, string sound, string codec) => host.Sources.GetAsync(new SourceRecipe(file, _ =>
    [
        "-f", "lavfi", "-i", "testsrc2=s=64x36:r=24000/1001:d=31", "-f", "lavfi", "-i",
        $"aevalsrc='if(lt(mod(t\\,2)\\,0.005)\\,0.8*sin(2000*PI*t)\\,0)':s={sound.Split(':')[0]}:d=31,aformat=channel_layouts={sound.Split('=')[1]}",
        "-c:v", "libx264", "-preset", "ultrafast", .. codec.Split(' '),
    ]));

    private static float Peak(float[] samples, int channel, int channels = 2) =>
        Enumerable.Range(4800, (samples.Length / channels) - 9600).Max(i => Math.Abs(samples[(i * channels) + channel]));

    private static List<double> Onsets(float[] samples)
    {
        var onsets = new List<double>();
        for (var i = 0; i < samples.Length / 2; i++)
        {
            if (Math.Abs(samples[2 * i]) > 0.05 && (onsets.Count == 0 || (i / 48_000.0) - onsets[^1] > 1))
            {
                onsets.Add(i / 48_000.0);
            }
        }

        return onsets;
    }

    /// <summary>Every track seems to change after it was read whole.</summary>
    private sealed class ChangingSound(IToolRunner runner) : IToolRunner
    {
        public async Task RunAsync(ToolCall call, CancellationToken cancellationToken)
        {
            await runner.RunAsync(call, cancellationToken);
            if (call.Arguments.Contains("-reinit_filter"))
            {
                throw new FfmpegException("ffmpeg", FfmpegFailure.Source, 1, "");
            }
        }
    }

    private sealed class Progress(List<EncodeProgress> reports) : IProgress<EncodeProgress>
    {
        public void Report(EncodeProgress value) => reports.Add(value);
    }
}
