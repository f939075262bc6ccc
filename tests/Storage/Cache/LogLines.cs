using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace StreamVerse.Storage.Tests.Cache;

/// <summary>Keeps what is logged.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waits = new();

    public IEnumerable<string> Lines => _lines;

    public Task WaitAsync(string text)
    {
        var wait = _waits.GetOrAdd(text, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Look();
        return wait.Task;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
        Look();
    }

    public void Dispose()
    {
        // Nothing is held.
    }

    private void Look()
    {
        foreach (var (text, wait) in _waits)
        {
            if (_lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
            {
                wait.TrySetResult();
            }
        }
    }
}
