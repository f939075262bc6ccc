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
        catch (Exception exception) when (StoreUnavailableException.FindIn(exception) is { } fault)
        {
            LogStoreFailed(exception, context.InterfaceName, context.MethodName);
            throw fault.IsOutOfSpace
                ? new DomainException(ErrorKind.OutOfSpace, DomainException.StoreFull, $"The {fault.Store} has no room left. Free some, then try again.")
                : new DomainException(ErrorKind.Unavailable, DomainException.StoreUnavailable, $"The {fault.Store} does not answer. Nothing was changed; try again in a while.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Interface}.{Method} failed because of a store.")]
    private partial void LogStoreFailed(Exception exception, string @interface, string method);
}
