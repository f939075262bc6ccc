namespace StreamVerse.Storage.Relational.GrainStorage;

/// <summary>A stored state cannot be read by this program: a newer one wrote it, or its JSON does not fit. It stays as it is.</summary>
/// <param name="message">Which row, why, and what to do.</param>
/// <param name="innerException">The reader's own exception.</param>
public sealed class StateFormatException(string message, Exception? innerException = null)
    : InvalidOperationException(message, innerException);
