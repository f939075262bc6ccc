using StreamVerse.Encoding.Capabilities;
using StreamVerse.Storage;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Relational.Migrations;

namespace StreamVerse.Local;

/// <summary>Tries everything that StreamVerse needs, as it is configured, and says for each what to do.</summary>
internal static class LocalDoctor
{
    public static async Task<int> RunAsync(LocalSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            using var folder = DataFolder.Open(settings.DataPath);
            await using var app = LocalApplication.Build(settings, () => settings.Endpoint);
            var isWell = await TryAsync("relational store", "tables are there and can be written", () => app.Services.GetRequiredService<ISchemaMigrator>().MigrateAsync(progress: null, cancellationToken));
            isWell &= await TryAsync("object store", "can be written, read in ranges and deleted from", () => app.Services.GetRequiredService<IObjectStore>().EnsureReadyAsync(cancellationToken));
            foreach (var encoder in await app.Services.GetRequiredService<IEncoderProbe>().ProbeAsync(cancellationToken))
            {
                Report(encoder.IsUsable ? "ok" : "no", encoder.Name, encoder.Reason);
            }

            return isWell ? 0 : 1;
        }
        catch (Exception exception) when (LocalHost.IsForPeople(exception))
        {
            await Console.Error.WriteLineAsync($"The doctor cannot look: {exception.Message}");
            return 1;
        }
    }

    private static async Task<bool> TryAsync(string what, string success, Func<Task> attempt)
    {
        try
        {
            await attempt();
            Report("ok", what, success);
            return true;
        }
        catch (StoreUnavailableException exception)
        {
            Report("MISS", what, exception.Message);
            return false;
        }
    }

    private static void Report(string status, string what, string detail) =>
        Console.WriteLine($"  {status,-5} {what,-22} {detail.ReplaceLineEndings(" ")}");
}
