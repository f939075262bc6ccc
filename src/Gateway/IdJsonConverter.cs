using System.Text.Json;
using System.Text.Json.Serialization;

namespace StreamVerse.Gateway;

/// <summary>Ids in JSON: written as 32 hexadecimal digits, read with or without hyphens.</summary>
internal sealed class IdJsonConverter : JsonConverter<Guid>
{
    public override Guid Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Guid.TryParse(reader.GetString(), out var id)
            ? id
            : throw new JsonException("An id must be a text of 32 hexadecimal digits.");

    public override void Write(Utf8JsonWriter writer, Guid value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString("N"));
}
