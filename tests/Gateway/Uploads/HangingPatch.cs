using System.Net.Sockets;
using System.Text;

namespace StreamVerse.Gateway.Tests.Uploads;

/// <summary>A PATCH whose connection stays open after some bytes, as one over a dead link does.</summary>
internal sealed class HangingPatch : IDisposable
{
    private readonly TcpClient _connection;

    private HangingPatch(TcpClient connection) => _connection = connection;

    public static async Task<HangingPatch> SendAsync(Uri server, string path, long announced, ReadOnlyMemory<byte> sent)
    {
        TcpClient connection = new();
        await connection.ConnectAsync(server.Host, server.Port, TusClient.Cancellation);
        var stream = connection.GetStream();
        var head = $"PATCH {path} HTTP/1.1\r\nHost: {server.Authority}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: {announced}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), TusClient.Cancellation);
        await stream.WriteAsync(sent, TusClient.Cancellation);
        return new HangingPatch(connection);
    }

    /// <summary>The head of the answer.</summary>
    public async Task<string> AnswerAsync()
    {
        using StreamReader reader = new(_connection.GetStream(), Encoding.ASCII, leaveOpen: true);
        StringBuilder answer = new();
        while (await reader.ReadLineAsync(TusClient.Cancellation) is { Length: > 0 } line)
        {
            answer.AppendLine(line);
        }

        return answer.ToString();
    }

    public void Dispose() => _connection.Dispose();
}
