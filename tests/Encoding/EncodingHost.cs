using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StreamVerse.Encoding.Tests;

[assembly: AssemblyFixture(typeof(EncodingHost))]

namespace StreamVerse.Encoding.Tests;

/// <summary>The encoding services as a host has them, a folder for the run's files, and the sources made in it.</summary>
public sealed class EncodingHost : IDisposable
{
    private readonly ServiceProvider _services = Build([]);
    private int _folders;

    public EncodingHost()
    {
        Folder = Directory.CreateTempSubdirectory("streamverse-encoding-").FullName;
        Sources = new Sources.SourceLibrary(Folder);
    }

    public string Folder { get; }

    internal Sources.SourceLibrary Sources { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public string NewFolder() =>
        Directory.CreateDirectory(Path.Combine(Folder, $"work-{Interlocked.Increment(ref _folders)}")).FullName;

    public static ServiceProvider Build(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddStreamVerseEncoding(configuration);
        return services.BuildServiceProvider(validateScopes: true);
    }

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
