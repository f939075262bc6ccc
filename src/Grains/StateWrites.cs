using System.Runtime.ExceptionServices;
using StreamVerse.Storage;

namespace StreamVerse.Grains;

/// <summary>How grains write what they decided.</summary>
internal static class StateWrites
{
    /// <summary>Writes the state. Orleans wraps what a storage throws; here a store that is down is what it is.</summary>
    /// <exception cref="StoreUnavailableException">The store is down; nothing was written.</exception>
    public static async Task StoreAsync<TState>(this IPersistentState<TState> state, CancellationToken cancellationToken = default)
    {
        try
        {
            await state.WriteStateAsync(cancellationToken);
        }
        catch (Exception exception) when (StoreUnavailableException.FindIn(exception) is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    /// <summary>
    /// Writes the state; where that fails, the activation ends. What it holds in memory is then ahead of the store, and
    /// going on from there would tell callers, and later rows, of things that were never decided.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store is down; nothing was written.</exception>
    public static async Task StoreOrForgetAsync<TState>(this Grain grain, IPersistentState<TState> state, CancellationToken cancellationToken = default)
    {
        try
        {
            await state.StoreAsync(cancellationToken);
        }
        catch
        {
            grain.GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The state could not be written."), CancellationToken.None);
            throw;
        }
    }

    /// <summary>Removes the state's row.</summary>
    /// <exception cref="StoreUnavailableException">The store is down; the row is still there.</exception>
    public static async Task RemoveAsync<TState>(this IPersistentState<TState> state, CancellationToken cancellationToken = default)
    {
        try
        {
            await state.ClearStateAsync(cancellationToken);
        }
        catch (Exception exception) when (StoreUnavailableException.FindIn(exception) is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }
}
