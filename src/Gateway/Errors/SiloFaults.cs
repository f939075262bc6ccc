using Orleans.Runtime.Messaging;

namespace StreamVerse.Gateway.Errors;

/// <summary>How a call fails because silos stop, die, start, or are not there at all: it passes, and is no fault of the call.</summary>
internal static class SiloFaults
{
    /// <summary>Whether an exception comes of that.</summary>
    public static bool MayPass(Exception exception) =>
        exception is SiloUnavailableException or OrleansMessageRejectionException or ConnectionFailedException or GatewayTooBusyException or TimeoutException
            // A silo gives up in this way on what it could not place in time.
            or OperationCanceledException;
}
