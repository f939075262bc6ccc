using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using StreamVerse.Encoding.Audio;
using StreamVerse.Encoding.Capabilities;
using StreamVerse.Encoding.Chunks;
using StreamVerse.Encoding.Inspection;
using StreamVerse.Encoding.Inspection.Probing;
using StreamVerse.Encoding.Processes;
using StreamVerse.Encoding.Subtitles;

namespace StreamVerse.Encoding;

/// <summary>Registers inspection and encoding.</summary>
public static class EncodingServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="ISourceInspector"/>, <see cref="ITrackInspector"/>, <see cref="IChunkEncoder"/>, <see cref="IAudioEncoder"/>,
    /// <see cref="ISubtitleExtractor"/> and <see cref="IEncoderProbe"/>, all singletons. Needs logging.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's configuration; section <see cref="EncodingOptions.Section"/> is read.</param>
    public static IServiceCollection AddStreamVerseEncoding(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<EncodingOptions>().Bind(configuration.GetSection(EncodingOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EncodingOptions>, EncodingOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ProcessLauncher>();
        services.TryAddSingleton<IToolRunner, ToolRunner>();
        services.TryAddSingleton<SourceProber>();
        services.TryAddSingleton<PacketProber>();
        services.TryAddSingleton<ISourceInspector, SourceInspector>();
        services.TryAddSingleton<ITrackInspector, TrackInspector>();
        services.TryAddSingleton<IChunkEncoder, ChunkEncoder>();
        services.TryAddSingleton<IAudioEncoder, AudioEncoder>();
        services.TryAddSingleton<ISubtitleExtractor, SubtitleExtractor>();
        services.TryAddSingleton<IEncoderProbe, EncoderProbe>();
        return services;
    }
}
