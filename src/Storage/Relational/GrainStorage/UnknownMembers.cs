using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace StreamVerse.Storage.Relational.GrainStorage;

/// <summary>
/// Keeps what a newer program has stored in a state and this one does not know. While two versions run side by side either
/// may write a grain's row, and must not take from the other what only that one understands. It is kept beside the
/// object that was read: a copy of it, as <c>with</c> makes one, has lost it.
/// </summary>
internal static class UnknownMembers
{
    private static readonly ConditionalWeakTable<object, Dictionary<string, JsonElement>> s_kept = [];

    /// <summary>Makes objects of a type keep them.</summary>
    /// <param name="type">How the type becomes JSON.</param>
    public static void Keep(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.IsValueType || type.Properties.Any(static property => property.IsExtensionData))
        {
            return;
        }

        var unknown = type.CreateJsonPropertyInfo(typeof(Dictionary<string, JsonElement>), "$unknown");
        unknown.IsExtensionData = true;
        unknown.Get = static owner => s_kept.TryGetValue(owner, out var members) ? members : null;
        unknown.Set = static (owner, members) =>
        {
            if (members is Dictionary<string, JsonElement> found)
            {
                s_kept.AddOrUpdate(owner, found);
            }
        };
        type.Properties.Add(unknown);
    }
}
