using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StreamVerse.Gateway.Playback;
using StreamVerse.Hosting;

namespace StreamVerse.Gateway.Hosting;

/// <summary>
/// <c>playback-key new</c> and <c>playback-key promote</c>: the two halves of changing the key that tokens are signed with.
/// Between them every gateway must have read the new key, or it would refuse what another has signed with it.
/// </summary>
internal static class PlaybackKeyCommand
{
    public static Command Create() => new("playback-key", "Change the key that playback tokens are signed with: 'new', wait until every gateway has the file, 'promote'. Tokens signed before stay valid.")
    {
        Half("new", "Add a key that verifies but does not sign yet, and make the file where there is none; prints the key's id.", static (path, clock) => TokenKeyFile.Add(path, clock.GetUtcNow())),
        Half("promote", "Let the second key of the file sign from now on, and the first only verify; prints its id. Once more is the way back.", static (path, _) => TokenKeyFile.Promote(path)),
    };

    private static Command Half(string name, string help, Func<string, TimeProvider, string> change)
    {
        var command = new Command(name, help) { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(result => StreamVerseHost.GuardAsync("gateway", () => RunAsync(change, result.UnmatchedTokens)));
        return command;
    }

    private static async Task<int> RunAsync(Func<string, TimeProvider, string> change, IReadOnlyList<string> settings)
    {
        await using var app = StreamVerseHost.Build(GatewayHost.Definition, settings);
        var path = app.Services.GetRequiredService<IOptions<PlaybackKeyOptions>>().Value.KeyFile;
        Console.WriteLine(change(path, app.Services.GetRequiredService<TimeProvider>()));
        return ExitCodes.Ok;
    }
}
