using System.CommandLine;
using System.Net;

namespace StreamVerse.Local;

/// <summary>The command line.</summary>
internal static class LocalCommand
{
    public static RootCommand Create()
    {
        var port = new Option<int>("--port") { Description = "Port to listen on (0 picks a free one).", DefaultValueFactory = _ => 8080 };
        var host = new Option<string>("--host") { Description = "Loopback address to listen on. There are no accounts yet, so nothing else is allowed.", DefaultValueFactory = _ => "127.0.0.1" };
        var data = new Option<DirectoryInfo>("--data") { Description = "Folder that everything is kept in.", DefaultValueFactory = _ => new DirectoryInfo("data") };
        var noDemo = new Option<bool>("--no-demo") { Description = "Do not make a demo title on the first start." };
        var web = new Option<DirectoryInfo?>("--web") { Description = "Folder of the built web page." };
        port.Validators.Add(result =>
        {
            if (result.GetValue(port) is < 0 or > IPEndPoint.MaxPort)
            {
                result.AddError($"--port must be between 0 and {IPEndPoint.MaxPort}.");
            }
        });
        host.Validators.Add(result =>
        {
            if (!IPAddress.TryParse(result.GetValue(host), out var address) || !IPAddress.IsLoopback(address))
            {
                result.AddError("--host must be a loopback address such as 127.0.0.1: there are no accounts yet, so anybody who reaches StreamVerse may do anything.");
            }
        });

        var doctor = new Command("doctor", "Try the stores and encoders as they are configured, and say what is missing; changes nothing, also while StreamVerse runs.") { data, host, port };
        doctor.SetAction((result, cancellationToken) => LocalDoctor.RunAsync(
            new LocalSettings(new IPEndPoint(IPAddress.Parse(result.GetRequiredValue(host)), result.GetRequiredValue(port)), result.GetRequiredValue(data).FullName, null, MakeDemo: false), cancellationToken));

        var command = new RootCommand("StreamVerse on one machine: silo, worker and gateway in one process, everything embedded.") { port, host, data, noDemo, web, doctor };
        command.SetAction((result, cancellationToken) => LocalHost.RunAsync(
            new LocalSettings(
                new IPEndPoint(IPAddress.Parse(result.GetRequiredValue(host)), result.GetRequiredValue(port)),
                result.GetRequiredValue(data).FullName,
                result.GetValue(web)?.FullName,
                !result.GetValue(noDemo)),
            cancellationToken));
        return command;
    }
}
