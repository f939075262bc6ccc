using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CommunityToolkit.HighPerformance.Buffers;

namespace StreamVerse.Storage.Relational.GrainStorage;

/// <summary>A state as JSON whose first property is <c>$v</c>, the version of its form.</summary>
internal sealed class StateCodec<TState>
{
    private const string VersionProperty = "$v";
    private readonly JsonTypeInfo<TState> _type;
    private readonly JsonSerializerOptions _options;
    private readonly IStateUpgrader<TState>? _upgrader;
    private readonly int _current;
    private readonly byte[] _prefix;

    public StateCodec(JsonSerializerOptions options, IStateUpgrader<TState>? upgrader)
    {
        _options = options;
        _upgrader = upgrader;
        _current = upgrader?.CurrentVersion ?? 1;
        ArgumentOutOfRangeException.ThrowIfLessThan(_current, 1, nameof(IStateUpgrader<>.CurrentVersion));
        _type = (JsonTypeInfo<TState>)options.GetTypeInfo(typeof(TState));
        if (_type.Kind != JsonTypeInfoKind.Object)
        {
            throw new ArgumentException($"{typeof(TState)} cannot be a grain's stored state: its JSON is not an object.");
        }

        _prefix = System.Text.Encoding.UTF8.GetBytes($"{{\"{VersionProperty}\":{_current}");
    }

    /// <summary>Writes the state; the caller disposes the buffer.</summary>
    public ArrayPoolBufferWriter<byte> Write(TState state)
    {
        ArrayPoolBufferWriter<byte> buffer = new(1024);
        try
        {
            _prefix.CopyTo(buffer.GetSpan(_prefix.Length));
            buffer.Advance(_prefix.Length);
            using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = _options.Encoder, SkipValidation = true }))
            {
                JsonSerializer.Serialize(writer, state, _type);
            }

            // The state's own opening brace becomes the comma after the version: nothing is copied.
            var isEmpty = buffer.WrittenCount == _prefix.Length + 2;
            buffer.DangerousGetArray().AsSpan(_prefix.Length)[0] = isEmpty ? (byte)' ' : (byte)',';
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    /// <summary>Reads a state, upgrading an older one. The bytes may be changed.</summary>
    public TState Read(byte[] json, string where)
    {
        try
        {
            return TryReadPlain(json, out var state) ? state : ReadSlowly(json, where);
        }
        catch (JsonException exception)
        {
            throw new StateFormatException(
                $"{where} does not hold a {typeof(TState).Name} ({exception.Path}). Register an upgrader if the state's form changed.", exception);
        }
    }

    /// <summary>The common case: this program's version, in the form in which it writes it.</summary>
    private bool TryReadPlain(byte[] json, out TState state)
    {
        if (json.AsSpan().StartsWith(_prefix) && json.Length > _prefix.Length && json[_prefix.Length] == (byte)',')
        {
            json[_prefix.Length] = (byte)'{';
            state = JsonSerializer.Deserialize(json.AsSpan(_prefix.Length), _type)!;
            return true;
        }

        state = default!;
        return false;
    }

    private TState ReadSlowly(byte[] json, string where)
    {
        var document = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("not an object");
        var version = document.TryGetPropertyValue(VersionProperty, out var given) ? VersionOf(given) : 1;
        document.Remove(VersionProperty);
        if (version > _current)
        {
            throw new StateFormatException(
                $"{where} was written by a newer program: {typeof(TState).Name} version {version}, known here up to {_current}. Upgrade this program.");
        }

        if (version < _current)
        {
            document = _upgrader!.Upgrade(document, version);
        }

        return document.Deserialize(_type) ?? throw new JsonException("null");
    }

    private static int VersionOf(JsonNode? given) => given is JsonValue value && value.TryGetValue(out int version) && version >= 1
        ? version
        : throw new JsonException("no version", "$." + VersionProperty, null, null);
}
