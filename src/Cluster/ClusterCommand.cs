using System.CommandLine;
using System.Net;
using System.Text.Json;
using StreamVerse.Cluster.Control;
using StreamVerse.Cluster.Programs;
using StreamVerse.Hosting;

namespace StreamVerse.Cluster;

/// <summary>The command line.</summary>
internal static class ClusterCommand
{
    private const string Name = "cluster";
    private static readonly JsonSerializerOptions s_indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static RootCommand Create() => new("A whole StreamVerse cluster on one machine: silos, gateways, workers and their stores as processes that are started again when they die.")
    {
        Up(), Status(), Scale(), Restart(), Down(),
    };

    private static Command Up()
    {
        var data = Data();
        var port = Count("--port", "Port of the first gateway; the others take the next ones.", 8080, 1, IPEndPoint.MaxPort - PortPlan.MaxGateways);
        var silos = Count("--silos", "How many silos.", 2, 1, PortPlan.MaxSilos);
        var gateways = Count("--gateways", "How many gateways.", 2, 1, PortPlan.MaxGateways);
        var workers = Count("--workers", "How many workers.", 2, 0, PortPlan.MaxWorkers);
        var web = new Option<DirectoryInfo?>("--web") { Description = "Folder of the built web page." };
        var command = new Command("up", "Start a cluster, and look after it until it is told to end.") { data, port, silos, gateways, workers, web };
        command.SetAction((result, cancellationToken) => StreamVerseHost.GuardAsync(Name, async () =>
        {
            using var announcer = new Announcer(Console.Out);
            return await UpCommand.RunAsync(
                new ClusterSettings(result.GetRequiredValue(port), result.GetRequiredValue(silos), result.GetRequiredValue(gateways), result.GetRequiredValue(workers), result.GetValue(web)?.FullName),
                result.GetRequiredValue(data).FullName,
                announcer.Say,
                cancellationToken);
        }));
        return command;
    }

    private static Command Status()
    {
        var data = Data();
        var json = new Option<bool>("--json") { Description = "As JSON, for programs." };
        var command = new Command("status", "Show what runs and how it is.") { data, json };
        command.SetAction((result, cancellationToken) => StreamVerseHost.GuardAsync(Name, async () =>
        {
            using var client = new ControlClient(new ClusterFolder(result.GetRequiredValue(data).FullName));
            var status = await client.GetStatusAsync(cancellationToken);
            if (result.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(status, s_indented));
            }
            else
            {
                StatusTable.Write(status, Console.Out);
            }

            return ExitCodes.Ok;
        }));
        return command;
    }

    private static Command Scale()
    {
        var data = Data();
        var silos = new Option<int?>("--silos") { Description = "How many silos there should be." };
        var workers = new Option<int?>("--workers") { Description = "How many workers there should be." };
        var command = new Command("scale", "Change how many silos and workers run. Returns when the new ones are ready and the others have ended.") { data, silos, workers };
        command.SetAction((result, cancellationToken) => StreamVerseHost.GuardAsync(Name, async () =>
        {
            using var client = new ControlClient(new ClusterFolder(result.GetRequiredValue(data).FullName));
            var answer = await client.ScaleAsync(new ScaleRequest(result.GetValue(silos), result.GetValue(workers)), cancellationToken);
            Console.WriteLine($"{answer.Silos} silos, {answer.Workers} workers");
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static Command Restart()
    {
        var data = Data();
        var names = new Argument<string[]>("name") { Description = "A process, by its name in 'status'; or silos, gateways, workers for each of a kind in turn.", Arity = ArgumentArity.ZeroOrMore };
        var allSilos = new Option<bool>("--all-silos") { Description = "Each silo in turn." };
        var command = new Command("restart", "Start processes anew from what is on the disk now, one after the other: each is told to end, and must be ready before the next one is touched.") { names, allSilos, data };
        command.Validators.Add(result =>
        {
            if (result.GetValue(names) is not { Length: > 0 } && !result.GetValue(allSilos))
            {
                result.AddError("Name what is to be restarted, as 'cluster status' does, or all silos with --all-silos.");
            }
        });
        command.SetAction((result, cancellationToken) => StreamVerseHost.GuardAsync(Name, async () =>
        {
            using var client = new ControlClient(new ClusterFolder(result.GetRequiredValue(data).FullName));
            IEnumerable<string> silos = result.GetValue(allSilos) ? [MemberNames.Silos] : [];
            await client.RestartAsync(new RestartRequest([.. silos, .. result.GetValue(names) ?? []]), Console.WriteLine, cancellationToken);
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static Command Down()
    {
        var data = Data();
        var command = new Command("down", "End a cluster: workers, gateways, silos, stores.") { data };
        command.SetAction((result, cancellationToken) => StreamVerseHost.GuardAsync(Name, async () =>
        {
            using var announcer = new Announcer(Console.Out);
            return await new DownCommand(new ClusterFolder(result.GetRequiredValue(data).FullName), announcer.Say, TimeProvider.System).RunAsync(cancellationToken);
        }));
        return command;
    }

    private static Option<DirectoryInfo> Data() =>
        new("--data") { Description = "Folder that everything is kept in.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("data", "cluster")) };

    private static Option<int> Count(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var value) || value < least || value > most))
            {
                result.AddError($"{name} must be between {least} and {most}.");
            }
        });
        return option;
    }
}
