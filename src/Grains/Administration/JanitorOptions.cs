namespace StreamVerse.Grains.Administration;

/// <summary>What the daily janitor clears away. Section <c>StreamVerse:Janitor</c>.</summary>
public sealed class JanitorOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "StreamVerse:Janitor";

    /// <summary>
    /// How long events stay in the outbox once they are published, counted from when they happened. Longer values let
    /// people look into the past for longer and cost room. Events that are not published stay for good. From one hour to
    /// 10 years. Default: 7 days.
    /// </summary>
    public TimeSpan OutboxRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How long the activity of titles is kept. Longer values let people look further back and cost room. From one hour to
    /// 10 years. Default: 90 days.
    /// </summary>
    public TimeSpan ActivityRetention { get; set; } = TimeSpan.FromDays(90);
}
