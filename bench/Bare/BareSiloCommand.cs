using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Relational.Membership;

namespace StreamVerse.Bench.Bare;

/// <summary>
/// A silo of Orleans alone, as a process of its own, which the driver starts: the membership and its settings are those of
/// our silos; no filter, no storage, no dashboard. It ends with its standard input.
/// </summary>
internal static class BareSiloCommand
{
    public const string Name = "bare-silo";
    public const string Ready = "The bare silo is ready";

    public static Command Create()
    {
        var command = new Command(Name, "Run a silo with nothing but a ping grain, for comparisons.") { Hidden = true };
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task RunAsync(CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddOptions<RelationalOptions>().Bind(builder.Configuration.GetSection(RelationalOptions.Section));
        builder.UseOrleans(silo => silo.UseStreamVerseCluster(builder.Configuration));
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        Console.WriteLine(Ready);
        await Console.In.ReadToEndAsync(cancellationToken);
        await host.StopAsync(CancellationToken.None);
    }
}
