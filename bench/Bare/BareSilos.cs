using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Relational.Membership;

namespace StreamVerse.Bench.Bare;

/// <summary>A cluster of silos of Orleans alone, each a process of its own like ours, that find each other in the same database.</summary>
internal sealed class BareSilos : IAsyncDisposable
{
    public const string ClusterId = "bare";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);

    private readonly List<Process> _processes = [];

    /// <summary>The silos' processes.</summary>
    public IReadOnlyList<int> Ids => [.. _processes.Select(process => process.Id)];

    /// <param name="connectionString">The database, whose membership tables must be there.</param>
    /// <param name="silos">How many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<BareSilos> StartAsync(string connectionString, int silos, CancellationToken cancellationToken)
    {
        var cluster = new BareSilos();
        try
        {
            for (var silo = 0; silo < silos; silo++)
            {
                await cluster.AddAsync(connectionString, cancellationToken);
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.StandardInput.Close();
        }

        foreach (var process in _processes)
        {
            using var patience = new CancellationTokenSource(StopTimeout);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                await process.WaitForExitAsync();
            }

            process.Dispose();
        }
    }

    private async Task AddAsync(string connectionString, CancellationToken cancellationToken)
    {
        // In a session of its own, as each of our silos is: the kernel shares processors out by session first, and a driver
        // that spins for an answer gives way only to those of its own.
        var start = new ProcessStartInfo("setsid", ["dotnet", typeof(BareSilos).Assembly.Location, BareSiloCommand.Name])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Set($"{RelationalOptions.Section}:{nameof(RelationalOptions.Provider)}", nameof(RelationalProvider.Postgres));
        Set($"{RelationalOptions.Section}:{nameof(RelationalOptions.ConnectionString)}", connectionString);
        Set($"{ClusterOptions.Section}:{nameof(ClusterOptions.Membership)}", nameof(MembershipProvider.Relational));
        Set($"{ClusterOptions.Section}:{nameof(ClusterOptions.ClusterId)}", ClusterId);
        Set($"{ClusterOptions.Section}:{nameof(ClusterOptions.SiloPort)}", FreePort());
        Set($"{ClusterOptions.Section}:{nameof(ClusterOptions.GatewayPort)}", FreePort());

        // The terms that our silos have, as src/Directory.Build.props and src/Silo's project say (here in hexadecimal).
        start.Environment["DOTNET_gcServer"] = "1";
        start.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "A";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "0";
        var process = Process.Start(start)!;
        _processes.Add(process);
        var said = await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(StartTimeout, cancellationToken);
        if (said != BareSiloCommand.Ready)
        {
            throw new InvalidOperationException($"A bare silo did not start: {said}");
        }

        void Set(string name, string value) => start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
