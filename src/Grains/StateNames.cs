using System.Collections.Concurrent;
using System.Text.Json;

namespace StreamVerse.Grains;

/// <summary>The name under which an enum's value is stored in a column: the same as in JSON.</summary>
internal static class StateNames
{
    private static readonly ConcurrentDictionary<Enum, string> Names = new();

    public static string Of(Enum value) =>
        Names.GetOrAdd(value, static value => JsonSerializer.SerializeToElement(value, value.GetType(), JsonSerializerOptions.Web).GetString()!);
}
