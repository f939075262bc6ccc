using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StreamVerse.Gateway.Transcoding;
using StreamVerse.Grains.Abstractions;
using StreamVerse.Hosting;

namespace StreamVerse.Gateway.Hosting;

/// <summary><c>worker-credential NAME</c>: lets a worker in. Gateways that run learn of it within seconds.</summary>
internal static class WorkerCredentialCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "The worker's name, unique in the region: letters, digits, dots, hyphens, underscores." };
        var command = new Command("worker-credential", "Make a credential for a worker and print it; the file of credentials keeps only its digest. A name that is there gets a new one in place of the old.") { name };
        command.SetAction(result => StreamVerseHost.GuardAsync("gateway", () => RunAsync(result.GetRequiredValue(name), result.UnmatchedTokens)));
        return command;
    }

    private static async Task<int> RunAsync(string name, IReadOnlyList<string> settings)
    {
        await using var app = StreamVerseHost.Build(GatewayHost.Definition, settings);
        var path = app.Services.GetRequiredService<IOptions<WorkerCredentialOptions>>().Value.CredentialFile
            ?? throw new InvalidDataException($"{WorkerCredentialOptions.Section}:{nameof(WorkerCredentialOptions.CredentialFile)} must name the file of workers' credentials.");
        Console.WriteLine(WorkerCredentialFile.Add(path, name, Region.Here));
        return ExitCodes.Ok;
    }
}
