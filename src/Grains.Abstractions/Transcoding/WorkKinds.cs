using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>
/// The names of the kinds of work, as they stand in the JSON of a <see cref="WorkItem"/>. A worker says which it knows, so
/// that one of an older version is never given what it cannot read.
/// </summary>
public static class WorkKinds
{
    private static readonly FrozenDictionary<Type, string> s_names = typeof(WorkItem)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(static kind => kind.DerivedType, static kind => (string)kind.TypeDiscriminator!);

    /// <summary>All that this program knows.</summary>
    public static ImmutableArray<string> Known { get; } = [.. s_names.Values.Order(StringComparer.Ordinal)];

    /// <summary>What workers know that do not say so: the kinds that there were before they did. No kind is ever added to these.</summary>
    public static ImmutableArray<string> Oldest { get; } = ["audio", "chunk", "inspection", "subtitles", "track-audio", "track-inspection", "track-subtitles"];

    /// <summary>The kind of an item.</summary>
    /// <param name="item">The item.</param>
    public static string Of(WorkItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return s_names[item.GetType()];
    }
}
