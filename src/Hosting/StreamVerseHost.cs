using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StreamVerse.Hosting.Ports;
using StreamVerse.Hosting.Settings;
using StreamVerse.Hosting.Telemetry;
using StreamVerse.Storage.Health;

namespace StreamVerse.Hosting;

/// <summary>Runs one of our programs from its command line to its exit code.</summary>
public static class StreamVerseHost
{
    /// <summary>Parses the command line, and does what it says.</summary>
    /// <param name="definition">The program.</param>
    /// <param name="arguments">The command line; settings as <c>--StreamVerse:Http:Port=8080</c>.</param>
    /// <param name="commands">What else the program can do.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static Task<int> RunAsync(HostDefinition definition, string[] arguments, params Command[] commands)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var print = new Option<bool>("--print-config") { Description = "Print the settings in effect, secrets masked, and end." };
        var root = new RootCommand(definition.Help) { print };
        root.TreatUnmatchedTokensAsErrors = false;
        foreach (var command in commands)
        {
            command.TreatUnmatchedTokensAsErrors = false;
            root.Add(command);
        }

        root.SetAction((result, cancellationToken) => GuardAsync(definition.Name, () => result.GetValue(print)
            ? PrintAsync(definition, result.UnmatchedTokens)
            : RunAsync(definition, result.UnmatchedTokens, cancellationToken)));

        // The host ends itself on Ctrl-C, and may take as long as giving back the work at hand takes.
        return root.Parse(arguments).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    /// <summary>Does something of a program, and says in one line what keeps it from being done.</summary>
    /// <param name="program">The program's name, for people.</param>
    /// <param name="action">What to do; answers the exit code.</param>
    public static async Task<int> GuardAsync(string program, Func<Task<int>> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        try
        {
            return await action();
        }
        catch (Exception exception) when (StartFaults.IsForPeople(exception))
        {
            await Console.Error.WriteLineAsync($"The StreamVerse {program} cannot go on: {exception.Message.ReplaceLineEndings(" ")}");
            return StartFaults.ExitCodeOf(exception);
        }
    }

    /// <summary>Builds a program with its configuration, for commands that need its services without running it.</summary>
    /// <param name="definition">The program.</param>
    /// <param name="settings">Settings from the command line.</param>
    /// <param name="endpoint">Where it listens, asked when it starts; <see langword="null"/>: where its options say.</param>
    public static WebApplication Build(HostDefinition definition, IReadOnlyList<string> settings, Func<IPEndPoint>? endpoint = null) =>
        Builder(definition, settings, endpoint).BuildWithSettings();

    private static WebApplicationBuilder Builder(HostDefinition definition, IReadOnlyList<string> settings, Func<IPEndPoint>? endpoint)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (settings.FirstOrDefault(static setting => !setting.Contains('=', StringComparison.Ordinal) || !setting.TrimStart('-').StartsWith("StreamVerse:", StringComparison.OrdinalIgnoreCase)) is { } stranger)
        {
            throw new InvalidDataException($"'{stranger}' is no option of this program. Settings are written --StreamVerse:Section:Name=value; --help lists the rest.");
        }

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?> { [$"{HttpOptions.Section}:{nameof(HttpOptions.Port)}"] = definition.DefaultPort.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        });
        HostConfiguration.Apply(builder, [.. settings]);
        builder.Services.AddReadableSettings();
        builder.Services.AddOptions<HttpOptions>().BindConfiguration(HttpOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<HttpOptions>, HttpOptionsValidator>();
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<HttpOptions>>(static (host, http) => host.ShutdownTimeout = http.Value.ShutdownTimeout);
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            var listen = endpoint?.Invoke() ?? EndpointOf(kestrel.ApplicationServices);
            kestrel.Listen(listen);
            kestrel.ListenForMetrics(listen.Address);
        });
        builder.AddStreamVerseTelemetry(definition.Name);
        definition.Configure(builder);
        return builder;
    }

    private static async Task<int> RunAsync(HostDefinition definition, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        IPEndPoint? endpoint = null;
        await using var app = Build(definition, settings, () => endpoint!);
        app.Services.ThrowIfSettingsAreWrong();
        endpoint = EndpointOf(app.Services);
        IReadOnlyList<ListenPort> others = [.. definition.Ports(app.Services), .. MetricsPort.Of(app.Services, endpoint.Address)];
        PortGuard.ThrowIfInUse([HttpPort(endpoint), .. others]);
        if (app.Services.GetService<StoreGate>() is { } gate)
        {
            if (await StoreOpening.WaitAsync(gate, endpoint, cancellationToken) is not { } found)
            {
                return ExitCodes.Ok;
            }

            endpoint = found;

            // It may have been a long wait, and only the port of HTTP was held meanwhile.
            PortGuard.ThrowIfInUse(others);
        }

        app.UseStreamVerseMetrics(definition.IsPublic);
        definition.Use(app);
        await app.StartAsync(cancellationToken);
        Console.WriteLine($"The StreamVerse {definition.Name} is ready at {app.Urls.First()} (process {Environment.ProcessId})");
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Ok;
    }

    private static async Task<int> PrintAsync(HostDefinition definition, IReadOnlyList<string> settings)
    {
        var builder = Builder(definition, settings, endpoint: null);

        // Not a host's services: to make one, its settings must be right.
        await using var services = builder.Services.BuildServiceProvider();
        ConfigurationPrinter.Print(builder.Services, services, Console.Out);
        return ExitCodes.Ok;
    }

    private static ListenPort HttpPort(IPEndPoint endpoint) =>
        new($"{HttpOptions.Section}:{nameof(HttpOptions.Port)}", endpoint) { AddressSetting = $"{HttpOptions.Section}:{nameof(HttpOptions.Address)}" };

    private static IPEndPoint EndpointOf(IServiceProvider services)
    {
        var http = services.GetRequiredService<IOptions<HttpOptions>>().Value;
        return new IPEndPoint(IPAddress.Parse(http.Address), http.Port);
    }
}
