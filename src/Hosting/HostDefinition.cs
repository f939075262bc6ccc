using Microsoft.AspNetCore.Builder;
using StreamVerse.Hosting.Ports;

namespace StreamVerse.Hosting;

/// <summary>What makes one of our programs the program that it is.</summary>
/// <param name="Name">Its name, for people: <c>silo</c>, <c>gateway</c>, <c>worker</c>.</param>
/// <param name="Help">What it does, in a sentence.</param>
/// <param name="DefaultPort">Where it answers HTTP unless it is told otherwise.</param>
/// <param name="Configure">Registers what it hosts.</param>
/// <param name="Use">Maps what it answers.</param>
public sealed record HostDefinition(string Name, string Help, int DefaultPort, Action<WebApplicationBuilder> Configure, Action<WebApplication> Use)
{
    /// <summary>Whether strangers reach its port, perhaps through a proxy of this machine: then what is for operators alone needs a port of its own.</summary>
    public bool IsPublic { get; init; }

    /// <summary>What it listens on beside HTTP and metrics, by its settings. Default: nothing.</summary>
    public Func<IServiceProvider, IEnumerable<ListenPort>> Ports { get; init; } = static _ => [];
}
