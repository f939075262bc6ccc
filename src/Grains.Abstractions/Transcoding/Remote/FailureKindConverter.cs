using System.Text.Json;
using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Abstractions.Transcoding.Remote;

/// <summary>
/// A failure's kind by its name. A kind that this program does not know comes from a newer worker: it is taken for
/// <see cref="WorkFailureKind.Transient"/>, so that the item is tried again rather than its worker left without an answer.
/// </summary>
internal sealed class FailureKindConverter : JsonConverter<WorkFailureKind>
{
    public override WorkFailureKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Enum.TryParse<WorkFailureKind>(reader.GetString(), ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : WorkFailureKind.Transient
            : throw new JsonException("A failure's kind is a name.");

    public override void Write(Utf8JsonWriter writer, WorkFailureKind value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
