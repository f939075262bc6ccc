using StackExchange.Redis;

namespace StreamVerse.Storage.Cache.Redis;

/// <summary>What a failure of Redis means to people.</summary>
internal static class RedisFaults
{
    /// <summary>The reason that does not pass by itself.</summary>
    public const string Refused = "it refuses our user name or password";

    /// <summary>Why a call has failed, without secrets.</summary>
    /// <param name="exception">What the client threw.</param>
    public static string ReasonOf(Exception exception) => exception switch
    {
        RedisServerException server when IsOfCredentials(server.Message) => Refused,
        RedisServerException server => "it answered: " + server.Message,
        RedisTimeoutException or TimeoutException => "it did not answer in time",
        ObjectDisposedException => "this process ends",

        // The outer one says only that there is no connection; the inner one, why not.
        RedisConnectionException { InnerException: RedisConnectionException why } => ReasonOf(why),
        RedisConnectionException failure => failure.FailureType switch
        {
            ConnectionFailureType.AuthenticationFailure => Refused,
            ConnectionFailureType.UnableToConnect => "it cannot be reached: " + (failure.InnerException?.GetBaseException().Message ?? "no connection"),
            ConnectionFailureType.SocketClosed or ConnectionFailureType.SocketFailure => "it has closed the connection",
            ConnectionFailureType.Loading => "it is still loading its data",
            ConnectionFailureType.ProtocolFailure => "what listens there does not speak as Redis does, or wants TLS",
            _ => "there is no connection to it",
        },
        _ => "there is no connection to it",
    };

    private static bool IsOfCredentials(string message) =>
        message.StartsWith("NOAUTH", StringComparison.Ordinal) || message.StartsWith("WRONGPASS", StringComparison.Ordinal) || message.StartsWith("NOPERM", StringComparison.Ordinal);
}
