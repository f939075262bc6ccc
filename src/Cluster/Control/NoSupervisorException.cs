namespace StreamVerse.Cluster.Control;

/// <summary>Nobody answers for a data folder: no cluster runs on it, or one that is ending already.</summary>
/// <param name="message">Says so, for people.</param>
/// <param name="innerException">How that was found.</param>
internal sealed class NoSupervisorException(string message, Exception innerException) : IOException(message, innerException);
