using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace StreamVerse.Grains.Tests.Clusters;

/// <summary>The last warnings and errors of a cluster's silos, for the message of a test that fails.</summary>
internal sealed class Complaints : ILoggerProvider
{
    private const int Kept = 20;
    private readonly ConcurrentQueue<string> _last = new();

    public override string ToString() => _last.IsEmpty ? "The silos logged no warning." : $"The silos' last warnings:{Environment.NewLine}{string.Join(Environment.NewLine, _last)}";

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose() => _last.Clear();

    private sealed class Logger(Complaints complaints, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            complaints._last.Enqueue($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {category}: {formatter(state, exception)} {exception?.GetType().Name}: {exception?.Message}");
            while (complaints._last.Count > Kept)
            {
                complaints._last.TryDequeue(out _);
            }
        }
    }
}
