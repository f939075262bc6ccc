using StreamVerse.Hosting;
using StreamVerse.Hosting.Ports;
using StreamVerse.Hosting.Settings;
using StreamVerse.Hosting.Telemetry;
using StreamVerse.Storage.Health;

namespace StreamVerse.Local;

/// <summary>Starts everything, in order, and says in one line what keeps it from starting.</summary>
internal static class LocalHost
{
    public static async Task<int> RunAsync(LocalSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            using var folder = DataFolder.Open(settings.DataPath);
            var endpoint = settings.Endpoint;
            await using var app = LocalApplication.Build(settings, () => endpoint);
            app.Services.ThrowIfSettingsAreWrong();
            IReadOnlyList<ListenPort> others = [.. SiloPorts.Of(app.Services), .. MetricsPort.Of(app.Services, endpoint.Address)];
            PortGuard.ThrowIfInUse([new ListenPort("--port", endpoint), .. others]);
            if (await StoreOpening.WaitAsync(app.Services.GetRequiredService<StoreGate>(), endpoint, cancellationToken) is not { } found)
            {
                return ExitCodes.Ok;
            }

            endpoint = found;
            PortGuard.ThrowIfInUse(others);
            await app.StartAsync(cancellationToken);
            Console.WriteLine($"StreamVerse is ready at {app.Urls.First()}  (data in {settings.DataPath}; Ctrl-C ends it)");
            await app.WaitForShutdownAsync(cancellationToken);
            return ExitCodes.Ok;
        }
        catch (Exception exception) when (StartFaults.IsForPeople(exception))
        {
            await Console.Error.WriteLineAsync($"StreamVerse cannot start: {exception.Message.ReplaceLineEndings(" ")}");
            return StartFaults.ExitCodeOf(exception);
        }
    }
}
