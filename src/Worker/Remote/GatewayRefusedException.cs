using System.Net;

namespace StreamVerse.Worker.Remote;

/// <summary>A gateway answered, and the answer is no.</summary>
/// <param name="status">Its status.</param>
/// <param name="code">The problem's code, if it has one.</param>
/// <param name="detail">What the gateway says.</param>
internal sealed class GatewayRefusedException(HttpStatusCode status, string? code, string detail)
    : Exception($"The gateway refused ({(int)status} {code}): {detail}")
{
    public HttpStatusCode Status => status;

    public string? Code => code;
}
