using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StreamVerse.Cluster.Control;

/// <summary>
/// The queue and its workers, for people. What a gateway says of them is shown as it says it: its numbers in a line, its
/// lists as tables; so a newer gateway tells more without a newer supervisor.
/// </summary>
internal static class FleetTable
{
    public static void Write(Inside<JsonObject> fleet, TextWriter output)
    {
        output.WriteLine();
        if (fleet.Known is not { } known)
        {
            output.WriteLine($"queue: not known; {fleet.Fault}");
            return;
        }

        var plain = known.Where(static member => member.Value is null or JsonValue).Select(static member => $"{Words(member.Key)} {Text(member.Value)}").ToList();
        output.WriteLine($"queue: {(plain.Count > 0 ? string.Join(", ", plain) : "see below")}");
        foreach (var (name, value) in known)
        {
            switch (value)
            {
                case JsonArray { Count: > 0 } list when list.All(static item => item is JsonObject):
                    WriteList(name, [.. list.Select(static item => (JsonObject)item!)], output);
                    break;
                case JsonArray list:
                    output.WriteLine($"{Words(name)}: {(list.Count == 0 ? "none" : Text(list))}");
                    break;
                case JsonObject part:
                    output.WriteLine($"{Words(name)}: {Text(part)}");
                    break;
            }
        }
    }

    private static void WriteList(string name, List<JsonObject> items, TextWriter output)
    {
        List<string> members = [.. items.SelectMany(static item => item.Select(static member => member.Key)).Distinct()];
        var heads = members.Select((member, column) => (IsNumber(member) ? "#" : "") + (column == 0 ? $"{Words(name)}: {Words(member)}" : Words(member))).ToList();
        TextTable.Write(output, heads, items.Select(item => (IReadOnlyList<string>)[.. members.Select(member => Text(item[member]))]));

        bool IsNumber(string member) => items.All(item => item[member] is null || item[member]!.GetValueKind() == JsonValueKind.Number);
    }

    private static string Text(JsonNode? node) => node switch
    {
        null => "-",
        JsonObject part => part.Count == 0 ? "-" : string.Join(", ", part.Select(static member => $"{Words(member.Key)} {Text(member.Value)}")),
        JsonArray list => list.Count == 0 ? "-" : string.Join("; ", list.Select(Text)),
        _ when node.GetValueKind() == JsonValueKind.Number => node.GetValue<double>() is var number && Math.Abs(number) < long.MaxValue && number == Math.Floor(number)
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("0.00", CultureInfo.InvariantCulture),
        _ when node.GetValueKind() is JsonValueKind.True => "yes",
        _ when node.GetValueKind() is JsonValueKind.False => "no",
        _ => node.ToString(),
    };

    /// <summary><c>queueDepth</c> is read as <c>queue depth</c>.</summary>
    private static string Words(string name) => string.Concat(name.Select(static c => char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));
}
