namespace StreamVerse.Encoding.Audio;

/// <summary>
/// Which source channels go where. The downmix to stereo is centre-weighted: dialogue stands in the centre channel and
/// must not drown. Coefficients add up to 1 (ffmpeg's <c>&lt;</c>), so a mix can't clip.
/// </summary>
internal static class ChannelMap
{
    private const string ToStereo =
        "pan=stereo|FL<0.6*FL+1.0*FC+0.4*BL+0.4*SL+0.2*BC|FR<0.6*FR+1.0*FC+0.4*BR+0.4*SR+0.2*BC";

    private const string ToSurround = "pan=5.1|FL=FL|FR=FR|FC=FC|LFE=LFE|BL<BL+SL|BR<BR+SR";

    /// <summary>The filter that maps whatever channels come: channels that a source has not are left out of the sums.</summary>
    /// <param name="channels">Channels wanted: 2 or 6.</param>
    public static string Filter(int channels) => channels switch
    {
        2 => ToStereo,
        6 => ToSurround,
        _ => throw new ArgumentException($"An audio rendition has 2 or 6 channels, not {channels}."),
    };

    /// <summary>ffmpeg's name of a channel layout.</summary>
    public static string Layout(int channels) => channels == 6 ? "5.1" : "stereo";
}
