namespace StreamVerse.Grains.Playback;

/// <summary>How playback sessions behave. Section <c>StreamVerse:Playback</c>.</summary>
public sealed class PlaybackOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "StreamVerse:Playback";

    /// <summary>
    /// How long a grant is good without a heartbeat. Smaller values end a leaked URL sooner; larger ones survive longer
    /// pauses. Default: 6 hours.
    /// </summary>
    public TimeSpan GrantLifetime { get; set; } = TimeSpan.FromHours(6);

    /// <summary>
    /// How long a session may go on, whatever its heartbeats say; who still watches then begins another. Files of a version
    /// that was replaced stay for as long: smaller values free their room sooner, larger ones let a session live through
    /// longer pauses. Sessions that have begun keep what they began with. Never less than <see cref="GrantLifetime"/>, whatever
    /// is set here. Default: 24 hours.
    /// </summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The longest that a session goes on.</summary>
    internal TimeSpan LongestSession => SessionLifetime > GrantLifetime ? SessionLifetime : GrantLifetime;

    /// <summary>How often players beat. Smaller values tell sooner who is gone but cost more calls. Default: 30 seconds.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(30);
}
