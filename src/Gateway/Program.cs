using StreamVerse.Gateway.Hosting;
using StreamVerse.Hosting;

return await StreamVerseHost.RunAsync(GatewayHost.Definition, args, WorkerCredentialCommand.Create(), PlaybackKeyCommand.Create());
