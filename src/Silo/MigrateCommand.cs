using System.CommandLine;
using StreamVerse.Hosting;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Relational.Migrations;

namespace StreamVerse.Silo;

/// <summary><c>migrate</c>: brings tables and buckets to the form that this version needs. Doing it again does nothing.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Bring the relational store's tables and the object store's buckets to the form that this version needs. May be run again, and by several at once.");
        command.SetAction((result, cancellationToken) => StreamVerseHost.GuardAsync("migration", () => RunAsync(result.UnmatchedTokens, cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        await using var app = StreamVerseHost.Build(SiloHost.Definition, settings);
        var scripts = 0;
        await app.Services.GetRequiredService<ISchemaMigrator>().MigrateAsync(
            new SynchronousProgress(progress =>
            {
                scripts++;
                Console.WriteLine($"  {progress.Done}/{progress.Total}  {progress.Script}");
            }),
            cancellationToken);
        await app.Services.GetRequiredService<IObjectStore>().EnsureReadyAsync(cancellationToken);
        Console.WriteLine(scripts == 0 ? "The tables were of this version already; the buckets are there." : $"{scripts} scripts were run; the buckets are there.");
        return ExitCodes.Ok;
    }

    /// <summary>Unlike <see cref="Progress{T}"/>, tells at once and in order.</summary>
    private sealed class SynchronousProgress(Action<MigrationProgress> report) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => report(value);
    }
}
