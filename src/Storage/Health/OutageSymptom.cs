namespace StreamVerse.Storage.Health;

/// <summary>Tells a failure that comes of a store although it is no <see cref="StoreUnavailableException"/>: a grain's answer, say.</summary>
/// <param name="IsOfStore">Whether an exception is one of those. It is asked for each in a chain of inner exceptions.</param>
public sealed record OutageSymptom(Func<Exception, bool> IsOfStore);
