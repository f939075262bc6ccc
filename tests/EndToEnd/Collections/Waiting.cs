namespace StreamVerse.EndToEnd.Tests.Collections;

/// <summary>
/// Tests that wait for much of their time, for pauses, stores and reminders: they run one after the other, beside those that
/// want the machine. Both take about as long; one more of a minute belongs to the others, and so <c>ExpiryTests</c> do.
/// </summary>
[CollectionDefinition]
public sealed class Waiting;
