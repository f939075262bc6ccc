namespace StreamVerse.EndToEnd.Tests.Collections;

/// <summary>Tests that wait for much of their time, for pauses, stores and reminders: they run one after the other, beside those that want the machine.</summary>
[CollectionDefinition]
public sealed class Waiting;
