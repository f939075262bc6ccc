using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Administration;
using StreamVerse.Storage;

namespace StreamVerse.Grains.Errors;

/// <summary>Turns a store's failure into the one exception that crosses grain calls; the details stay on this silo's log.</summary>
/// <remarks>
/// Every call of every grain comes by here. One that has succeeded at once costs no state machine, and there is no filter
/// but this: each is a stage of its own.
/// </remarks>
/// <param name="logger">Told of a store's failure.</param>
/// <param name="profile">The dashboard's profile, where the silo has one.</param>
internal sealed partial class StoreErrorFilter(ILogger<StoreErrorFilter> logger, CallProfile? profile = null) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        var call = profile is null ? context.Invoke() : profile.Invoke(context);
        return call.IsCompletedSuccessfully ? call : TranslateAsync(call, context);
    }

    private async Task TranslateAsync(Task call, IIncomingGrainCallContext context)
    {
        try
        {
            await call;
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
