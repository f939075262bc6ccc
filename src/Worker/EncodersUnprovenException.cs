namespace StreamVerse.Worker;

/// <summary>This machine cannot encode what every title needs. <see cref="ProvenEncoders"/> has told the log.</summary>
/// <param name="message">Why, and what to do, for people: one line.</param>
/// <param name="innerException">What the test met, where that was nothing expected.</param>
internal sealed class EncodersUnprovenException(string message, Exception? innerException = null) : Exception(message, innerException);
