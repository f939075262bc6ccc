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

    /// <summary>Less than the driver waits before it kills.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var command = new Command(Name, "Run a silo with nothing but a ping grain, for comparisons.") { Hidden = true };
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    /// <returns>0 when it was stopped in good order.</returns>
    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // Watched from the first moment, and apart from the silo: without its database that neither starts nor stops.
        var inputEnds = Task.Run(Console.In.ReadToEnd, cancellationToken);
        var life = LiveAsync(inputEnds, cancellationToken);
        await Task.WhenAny(life, inputEnds);
        if (await Task.WhenAny(life, Task.Delay(StopTimeout, CancellationToken.None)) == life)
        {
            await life;
            return 0;
        }

        Console.Error.WriteLine($"The bare silo does not stop within {StopTimeout.TotalSeconds} s; it is ended.");
        Environment.Exit(1);
        return 1;
    }

    private static async Task LiveAsync(Task inputEnds, CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddOptions<RelationalOptions>().Bind(builder.Configuration.GetSection(RelationalOptions.Section));
        builder.UseOrleans(silo => silo.UseStreamVerseCluster(builder.Configuration));
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        Console.WriteLine(Ready);
        await inputEnds.WaitAsync(cancellationToken);
        await host.StopAsync(CancellationToken.None);
    }
}
