namespace StreamVerse.Media.Cmaf;

/// <summary>The head of an MPEG-4 AudioSpecificConfig (ISO/IEC 14496-3, section 1.6.2.1).</summary>
/// <param name="ObjectType">Audio object type: 2 is AAC-LC, 5 HE-AAC, 29 HE-AAC v2.</param>
/// <param name="SampleRate">Sample rate of the output in hertz.</param>
/// <param name="Channels">Channels; 0 where the stream itself lists them.</param>
internal readonly record struct AudioSpecificConfig(int ObjectType, int SampleRate, int Channels)
{
    private static readonly int[] SampleRates = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

    public static AudioSpecificConfig Parse(ReadOnlyMemory<byte> config, long offset)
    {
        var bit = 0;
        var objectType = ReadObjectType();
        var sampleRate = ReadSampleRate();
        var configuration = ReadBits(4);
        if (objectType is 5 or 29)
        {
            // Spectral band replication: the output has the extension's rate.
            sampleRate = ReadSampleRate();
        }

        var channels = configuration switch
        {
            <= 6 => configuration,
            7 => 8,
            _ => throw CmafFormatException.Unsupported($"AudioSpecificConfig with channel configuration {configuration}", offset),
        };
        return new AudioSpecificConfig(objectType, sampleRate, channels);

        int ReadObjectType()
        {
            var type = ReadBits(5);
            return type == 31 ? 32 + ReadBits(6) : type;
        }

        int ReadSampleRate()
        {
            var index = ReadBits(4);
            return index == 15 ? ReadBits(24)
                : index < SampleRates.Length ? SampleRates[index]
                : throw CmafFormatException.Malformed($"AudioSpecificConfig with sample rate index {index}", offset);
        }

        int ReadBits(int count)
        {
            var value = 0;
            var bytes = config.Span;
            for (; count > 0; count--, bit++)
            {
                if (bit >= 8 * bytes.Length)
                {
                    throw CmafFormatException.Malformed("AudioSpecificConfig is cut off", offset);
                }

                value = (value << 1) | ((bytes[bit >> 3] >> (7 - (bit & 7))) & 1);
            }

            return value;
        }
    }
}
