namespace StreamVerse.Worker.Remote;

/// <summary>What a gateway answered.</summary>
/// <param name="Value">The answer; <see langword="null"/> where it has no content.</param>
/// <param name="Gateway">Which one it was.</param>
/// <param name="Protocol">The version of the work queue's protocol that it speaks; 1 where it does not say.</param>
/// <typeparam name="T">The message.</typeparam>
internal sealed record GatewayAnswer<T>(T? Value, Uri Gateway, int Protocol)
    where T : class;
