using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Storage;

namespace StreamVerse.Grains.Errors;

/// <summary>Turns a store's failure into the one exception that crosses grain calls; the details stay on this silo's log.</summary>
internal sealed partial class StoreErrorFilter(ILogger<StoreErrorFilter> logger) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception thrown) when (Find(thrown) is { } exception)
        {
            LogStoreFailed(exception, context.InterfaceName, context.MethodName);
            throw exception.IsOutOfSpace
                ? new DomainException(ErrorKind.OutOfSpace, "store-full", $"The {exception.Store} has no room left. Free some, then try again.")
                : new DomainException(ErrorKind.Unavailable, "store-unavailable", $"The {exception.Store} does not answer. Nothing was changed; try again in a while.");
        }
    }

    /// <summary>The runtime wraps what a grain storage throws.</summary>
    private static StoreUnavailableException? Find(Exception? exception)
    {
        while (exception is not (null or StoreUnavailableException))
        {
            exception = exception.InnerException;
        }

        return (StoreUnavailableException?)exception;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Interface}.{Method} failed because of a store.")]
    private partial void LogStoreFailed(Exception exception, string @interface, string method);
}
