using Microsoft.Extensions.Logging;

namespace StreamVerse.Storage.Health;

/// <summary>Writes to another log, but for failures of stores: those are counted by <see cref="StoreOutages"/> and written for debugging only.</summary>
internal sealed class OutageLogger(ILogger inner, OutageLoggerFactory factory) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        inner.Log(logLevel > LogLevel.Debug && exception is not null && IsEnabled(logLevel) && factory.Note(exception) ? LogLevel.Debug : logLevel, eventId, state, exception, formatter);
}
