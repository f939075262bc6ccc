using System.Buffers.Binary;
using StreamVerse.Media.Cmaf;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Tests.Cmaf;

public sealed class CmafFuzzTests(ITestOutputHelper output)
{
    private static readonly SegmentGrid Grid = new(new FrameRate(25, 1), 102);

    [Fact]
    public async Task Parse_FilesCutOffAtEveryByte_AreRefusedOrWhole()
    {
        var video = await RecipeEncoder.VideoChunkAsync(Grid, 0);
        var whole = VideoChunkSplitter.Split(video);
        var borders = whole.Segments.Select(segment => (int)segment.Offset + segment.Bytes.Length).ToHashSet();
        for (var length = 0; length < video.Length; length++)
        {
            Assert.Equal(borders.Contains(length), TryVideo(video.AsMemory(0, length)));
        }

        var audio = await RecipeEncoder.AudioAsync(Grid, "sine=duration=5");
        for (var length = 0; length < audio.Length; length += length < 4096 ? 1 : 61)
        {
            Assert.False(await TryAudioAsync(audio.AsMemory(0, length)));
        }
    }

    [Fact]
    public async Task Parse_DamagedFiles_AreRefusedOrReadWithinBounds()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var video = await RecipeEncoder.VideoChunkAsync(Grid, 0);
        var audio = await RecipeEncoder.AudioAsync(Grid, "sine=duration=5");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = 0;
        for (var round = 0; round < 4000; round++)
        {
            read += TryVideo(Damage(video, random)) ? 1 : 0;
        }

        // A bound on what a lying size or count can make us reserve: 4000 copies of the file and of its samples.
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 0, 4000L * ((2 * video.Length) + 100_000));
        for (var round = 0; round < 1000; round++)
        {
            read += await TryAudioAsync(Damage(audio, random)) ? 1 : 0;
        }

        output.WriteLine($"{read} of 5000 were still readable, {allocated / 4000} bytes a round");
    }

    [Fact]
    public async Task Parse_Noise_IsRefused()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 5000; round++)
        {
            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            Assert.False(TryVideo(noise));
            Assert.False(await TryAudioAsync(noise));
        }
    }

    [Fact]
    public void Parse_BoxesNestedWithoutEnd_AreRefused()
    {
        var bytes = new byte[8 * 4000];
        for (var i = 0; i < bytes.Length; i += 8)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i), bytes.Length - i);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(i + 4), BoxType.Moov);
        }

        var error = Assert.Throws<CmafFormatException>(() =>
        {
            var reader = new BoxReader(bytes, 0);
            while (reader.TryRead(out var box))
            {
                reader = reader.Children(box);
            }
        });
        Assert.Equal(CmafFault.LimitExceeded, error.Fault);
    }

    [Theory]
    [InlineData("00000001 6D646174 0000000000000014 00000000", 20)]
    [InlineData("00000000 6D646174 00000000", 12)]
    public void TryRead_LongAndOpenSizes_AreFollowed(string hex, int length)
    {
        var reader = new BoxReader(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), 0);
        Assert.True(reader.TryRead(out var box));
        Assert.Equal((BoxType.Mdat, length), (box.Type, box.Length));
        Assert.False(reader.TryRead(out _));
    }

    [Theory]
    [InlineData("00000001 6D646174 FFFFFFFFFFFFFFFF 00000000", "Box 'mdat' is cut off: 20 bytes are left of it (offset 7)")]
    [InlineData("00000001 6D646174 0000", "Box 'mdat' is cut off: 10 bytes are left of it (offset 7)")]
    [InlineData("00000007 6D646174", "Box 'mdat' has the impossible size 7 (offset 7)")]
    [InlineData("00000010 75756964 0000000000000000", "Box 'uuid' has the impossible size 16 (offset 7)")]
    [InlineData("0000000C 6D646174", "Box 'mdat' is cut off: 8 bytes are left of it (offset 7)")]
    [InlineData("000000", "3 bytes are left where a box header of 8 must be (offset 7)")]
    public void TryRead_ImpossibleSizes_SayWhichBoxAndWhere(string hex, string message)
    {
        var error = Assert.Throws<CmafFormatException>(() =>
        {
            var reader = new BoxReader(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), 7);
            reader.TryRead(out _);
        });
        Assert.Equal(message, error.Message);
    }

    private static byte[] Damage(byte[] file, Random random)
    {
        var damaged = file.ToArray();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            // Mostly in the boxes, which lie at the front; now and then a whole field becomes extreme.
            var at = random.Next(random.Next(4) == 0 ? damaged.Length : Math.Min(damaged.Length, 2500));
            if (random.Next(2) == 0)
            {
                damaged[at] = (byte)random.Next(256);
            }
            else
            {
                damaged.AsSpan(at, Math.Min(4, damaged.Length - at)).Fill((byte)(random.Next(2) * 255));
            }
        }

        return damaged;
    }

    private static bool TryVideo(ReadOnlyMemory<byte> file)
    {
        try
        {
            var chunk = VideoChunkSplitter.Split(file);
            foreach (var segment in chunk.Segments)
            {
                if (segment.StartsWithSync)
                {
                    TrickPlayFragment.Cut(chunk.Init, segment, 0);
                }

                LeakyBucket.Empty(1000, chunk.Init.Timescale).Add(segment.Samples);
            }

            try
            {
                chunk.Verify(Grid, 0);
            }
            catch (CmafFormatException)
            {
                // Readable, but not what was asked for.
            }

            return true;
        }
        catch (CmafFormatException)
        {
            return false;
        }
    }

    private static async Task<bool> TryAudioAsync(ReadOnlyMemory<byte> file)
    {
        try
        {
            var segmenter = new AudioSegmenter(new TrickleStream(file, 1), Grid);
            await segmenter.ReadInitAsync(TestContext.Current.CancellationToken);
            await foreach (var segment in segmenter.ReadSegmentsAsync(TestContext.Current.CancellationToken))
            {
                Assert.True(segment.Bytes.Length > 0);
            }

            return true;
        }
        catch (CmafFormatException)
        {
            return false;
        }
    }
}
