using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace StreamVerse.Worker.Tests;

internal static class TestMetrics
{
    public static WorkerMetrics Create() => new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
}
