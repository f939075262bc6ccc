using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Storage.Relational.GrainStorage;

/// <summary>How states become JSON: System.Text.Json's web defaults, enums by name.</summary>
public sealed class RelationalJsonOptions
{
    /// <summary>The serializer's options; insert a generated context into its resolver chain to do without reflection.</summary>
    public JsonSerializerOptions SerializerOptions { get; } = new(JsonSerializerDefaults.Web)
    {
        // The text goes to a database, never into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>Ends configuration: pending events are no part of a state, whatever its author marked, and what a newer program added is.</summary>
    internal JsonSerializerOptions Freeze()
    {
        if (!SerializerOptions.IsReadOnly)
        {
            SerializerOptions.TypeInfoResolver = SerializerOptions.TypeInfoResolver!.WithAddedModifier(RemovePendingEvents).WithAddedModifier(UnknownMembers.Keep);
            SerializerOptions.MakeReadOnly();
        }

        return SerializerOptions;
    }

    private static void RemovePendingEvents(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || !type.Type.IsAssignableTo(typeof(IRaisesEvents)))
        {
            return;
        }

        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            if (type.Properties[index].PropertyType == typeof(IReadOnlyList<DomainEvent>))
            {
                type.Properties.RemoveAt(index);
            }
        }
    }
}
