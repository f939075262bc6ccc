namespace StreamVerse.Storage.Objects.S3;

/// <summary>Our caller's stream failed while it was being sent: carries its exception past the retries.</summary>
/// <param name="fault">What the stream threw.</param>
internal sealed class SourceFaultException(Exception fault) : Exception(fault.Message, fault);
