namespace StreamVerse.Encoding.Audio;

/// <summary>
/// Which source channels go where. The downmix to stereo is centre-weighted: dialogue stands in the centre channel and
/// must not drown. Coefficients add up to 1 (ffmpeg's <c>&lt;</c>), so a mix can't clip.
/// </summary>
internal static class ChannelMap
{
    private const string ToStereo =
        "pan=stereo|FL<0.6*FL+1.0*FC+0.4*BL+0.4*SL+0.2*BC|FR<0.6*FR+1.0*FC+0.4*BR+0.4*SR+0.2*BC,";

    private const string ToSurround = "pan=5.1|FL=FL|FR=FR|FC=FC|LFE=LFE|BL<BL+SL|BR<BR+SR,";

    /// <summary>The filter that maps channels, with a comma after it, or nothing where the channels fit as they are.</summary>
    /// <param name="sourceChannels">Channels of the source's track.</param>
    /// <param name="channels">Channels wanted: 2 or 6.</param>
    public static string Filter(int sourceChannels, int channels) => (sourceChannels, channels) switch
    {
        (1, 2) => "pan=stereo|c0=c0|c1=c0,",
        (2, 2) => string.Empty,
        ( > 2, 2) => ToStereo,
        ( >= 6, 6) => ToSurround,
        _ => throw new ArgumentException($"A track of {sourceChannels} channels cannot become one of {channels}."),
    };

    /// <summary>ffmpeg's name of a channel layout.</summary>
    public static string Layout(int channels) => channels == 6 ? "5.1" : "stereo";
}
