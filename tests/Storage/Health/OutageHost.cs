using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StreamVerse.Storage.Health;

namespace StreamVerse.Storage.Tests.Health;

/// <summary>A host's services with one store that is there or not, and everything that it logs.</summary>
internal sealed class OutageHost : ILoggerProvider, ILogger
{
    private readonly ServiceProvider _services;
    private readonly List<(LogLevel Level, string Text)> _lines = [];

    public OutageHost()
    {
        ServiceCollection services = new();
        services.AddLogging(logging => logging.AddProvider(this).SetMinimumLevel(LogLevel.Information));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IStoreHealth>(Store);
        services.AddSingleton(new OutageSymptom(static exception => exception is TimeZoneNotFoundException));
        services.AddStoreHealth();
        services.AddStoreHealth();
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new();

    public FakeHealth Store { get; } = new("relational store");

    public ILogger Caller => _services.GetRequiredService<ILoggerFactory>().CreateLogger("caller");

    public ILogger<T> Logger<T>() => _services.GetRequiredService<ILogger<T>>();

    public StoreReadiness Readiness => _services.GetRequiredService<StoreReadiness>();

    public StoreOutages Outages => _services.GetRequiredService<StoreOutages>();

    public IReadOnlyList<(LogLevel Level, string Text)> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
        {
            _lines.Add((logLevel, formatter(state, exception) + exception));
        }
    }

    public void Dispose() => _services.Dispose();
}
