using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using StreamVerse.Storage;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Relational.Migrations;

namespace StreamVerse.Local;

/// <summary>Starts everything, in order, and says in one line what keeps it from starting.</summary>
internal static class LocalHost
{
    private const int CannotStart = 1;

    public static async Task<int> RunAsync(LocalSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            using var folder = DataFolder.Open(settings.DataPath);
            ThrowIfInUse(settings.Endpoint);
            await using var app = LocalApplication.Build(settings);
            await app.Services.GetRequiredService<ISchemaMigrator>().MigrateAsync(progress: null, cancellationToken);
            await app.Services.GetRequiredService<IObjectStore>().EnsureReadyAsync(cancellationToken);
            await app.StartAsync(cancellationToken);
            Console.WriteLine($"StreamVerse is ready at {app.Urls.First()}  (data in {settings.DataPath}; Ctrl-C ends it)");
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception exception) when (IsForPeople(exception))
        {
            await Console.Error.WriteLineAsync($"StreamVerse cannot start: {exception.Message}");
            return CannotStart;
        }
    }

    /// <summary>Whether an exception's message alone tells what to do; of any other the stack trace is worth having.</summary>
    public static bool IsForPeople(Exception exception) =>
        exception is IOException or StoreUnavailableException or OptionsValidationException or UnauthorizedAccessException or InvalidDataException;

    /// <summary>Looks before a silo is started that would have to be stopped again, with much to say about it.</summary>
    private static void ThrowIfInUse(IPEndPoint endpoint)
    {
        using var listener = new TcpListener(endpoint);
        try
        {
            listener.Start();
        }
        catch (SocketException exception)
        {
            var reason = exception.SocketErrorCode == SocketError.AddressAlreadyInUse ? "another program listens there" : exception.Message;
            throw new IOException($"{endpoint} cannot be listened on: {reason}. Choose another port with --port (0 picks a free one).", exception);
        }
    }
}
