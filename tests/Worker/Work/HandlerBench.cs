using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NSubstitute;
using StreamVerse.Encoding;
using StreamVerse.Encoding.Inspection;
using StreamVerse.Encoding.Tests;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;
using StreamVerse.Testing;
using StreamVerse.Worker.Objects;
using StreamVerse.Worker.Output;
using StreamVerse.Worker.Work;

namespace StreamVerse.Worker.Tests.Work;

/// <summary>A real source of 10 s, real encoders, and a store that remembers what it was given.</summary>
public sealed class HandlerBench : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    public HandlerBench()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddStreamVerseEncoding(new ConfigurationBuilder().Build());
        _services = services.BuildServiceProvider();
    }

    public string SourcePath => _folder.File("source.mkv");

    public SourceDescription Source { get; private set; } = null!;

    public EncodePlan Plan { get; private set; } = null!;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        await Ffmpeg.RunAsync(
            "ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", "testsrc2=s=128x72:r=25:d=10", "-f", "lavfi", "-i", "sine=d=10",
            "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", SourcePath);
        Source = await Get<ISourceInspector>().InspectAsync(SourcePath, CancellationToken.None);
        Plan = EncodePlanner.Plan(Source);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A context whose output goes to <paramref name="stored"/>, by the name in the title's folder.</summary>
    internal WorkContext Context(ConcurrentDictionary<string, byte[]> stored, Action<string>? onStored = null, IProgress<WorkProgress>? progress = null, Action? onEncoded = null)
    {
        var objects = Substitute.For<IWorkObjects>();
        objects.PutAsync(null!, null!, default).ReturnsForAnyArgs(call =>
        {
            foreach (var file in call.Arg<IReadOnlyList<OutputFile>>())
            {
                stored[file.Name] = file.Content.ToArray();
                onStored?.Invoke(file.Name);
            }

            return Task.CompletedTask;
        });
        var scratch = new Scratch(Options.Create(new WorkerOptions { Name = Guid.NewGuid().ToString("N"), ScratchPath = _folder.File("scratch") }));
        return new WorkContext(SourcePath, new OutputFolder(objects, TestLeases.Of("sources/a")), scratch.NewFolder(), progress ?? new Progress<WorkProgress>(), onEncoded ?? (() => { }));
    }
}
