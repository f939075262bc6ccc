using System.Globalization;
using System.Text.Json.Nodes;
using StreamVerse.Storage.Relational.GrainStorage;

namespace StreamVerse.Storage.Tests.Relational;

/// <summary>The third form of <see cref="BlobRow"/>: says from which it came.</summary>
public sealed class BlobRowUpgrader : IStateUpgrader<BlobRow>
{
    public int CurrentVersion => 3;

    public JsonObject Upgrade(JsonObject state, int version)
    {
        state["text"] = $"{state["text"]}, upgraded from {version.ToString(CultureInfo.InvariantCulture)}";
        return state;
    }
}
