namespace StreamVerse.Gateway.Uploads;

/// <summary>A request breaks the tus protocol.</summary>
/// <param name="status">The HTTP status that the protocol asks for.</param>
/// <param name="code">A stable name for programs.</param>
/// <param name="message">What is wrong and what to do.</param>
internal sealed class TusException(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;
}
