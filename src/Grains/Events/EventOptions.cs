namespace StreamVerse.Grains.Events;

/// <summary>How domain events reach their consumers. Section <c>StreamVerse:Events</c>.</summary>
public sealed class EventOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "StreamVerse:Events";

    /// <summary>
    /// How often a silo looks for events that other silos stored; its own it takes at once. Smaller values tell consumers
    /// sooner and ask the store more often, once a silo. From 50 milliseconds to one minute. Default: a quarter of a second.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How often a consumer tries an event before it is set aside and later ones go on. Larger values bear with failures
    /// that last longer, and keep the entity's later events waiting meanwhile. What comes of a store or silo that is away
    /// is tried without end and does not count. From 1 to 100. Default: 8.
    /// </summary>
    public int MaxTries { get; set; } = 8;

    /// <summary>
    /// The longest pause between two tries; the first is a hundredth of it, and each is twice the one before. A silo that is
    /// told to end waits for a pause that has begun, so it should be well below <c>StreamVerse:Http:ShutdownTimeout</c>.
    /// From 10 milliseconds to one minute. Default: 10 seconds, so 8 tries take about 13 seconds.
    /// </summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(10);
}
