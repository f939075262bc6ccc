using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace StreamVerse.Grains.Abstractions.Serialization;

/// <summary>How Media's records, which know nothing of Orleans, travel between silos.</summary>
public static class MediaMessages
{
    /// <summary>
    /// Lets messages hold types of <c>StreamVerse.Media</c>: they travel as JSON, the same form in which they are
    /// stored, so one set of names is all that ever has to stay compatible.
    /// </summary>
    /// <param name="builder">The serializer of a silo or client.</param>
    public static ISerializerBuilder AddMediaMessages(this ISerializerBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        // A grain that cannot even be activated, as its store is down, answers with the store's own exception.
        builder.Services.Configure<ExceptionSerializationOptions>(static exceptions =>
        {
            exceptions.SupportedNamespacePrefixes.Add("StreamVerse");

            // Under a store's failure that ended an activation, before any filter of ours could keep it here.
            exceptions.SupportedNamespacePrefixes.Add("Npgsql");

            // Under a grain that could not be placed in time: the caller is to learn that, and not that it cannot be told.
            exceptions.SupportedNamespacePrefixes.Add("Polly");
        });
        return builder.AddJsonSerializer(static type => type.Namespace?.StartsWith("StreamVerse.Media", StringComparison.Ordinal) == true);
    }
}
