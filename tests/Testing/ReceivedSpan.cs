using System.Text;

namespace StreamVerse.Testing;

/// <summary>A span as it came over the wire (opentelemetry-proto 1.x, <c>trace.proto</c>).</summary>
/// <param name="TraceId">Its trace, in hexadecimal.</param>
/// <param name="Name">What it is of.</param>
/// <param name="Service">Which program it comes from: <c>service.name</c> of its resource; empty where it does not say.</param>
public sealed record ReceivedSpan(string TraceId, string Name, string Service)
{
    private const int ResourceSpans = 1;
    private const int Resource = 1;
    private const int Attribute = 1;
    private const int Key = 1;
    private const int Value = 2;
    private const int ScopeSpans = 2;
    private const int Spans = 2;
    private const int TraceIdField = 1;
    private const int NameField = 5;
    private const int LengthDelimited = 2;

    /// <summary>The spans of an ExportTraceServiceRequest.</summary>
    public static IEnumerable<ReceivedSpan> ReadAll(byte[] request) =>
        from resource in Fields(request) where resource.Number == ResourceSpans
        let service = ServiceOf(resource.Bytes)
        from scope in Fields(resource.Bytes) where scope.Number == ScopeSpans
        from span in Fields(scope.Bytes) where span.Number == Spans
        let fields = Fields(span.Bytes)
        select new ReceivedSpan(
            Convert.ToHexStringLower(fields.First(static field => field.Number == TraceIdField).Bytes),
            Encoding.UTF8.GetString(fields.First(static field => field.Number == NameField).Bytes),
            service);

    /// <summary>A resource is a list of attributes, which are keys with values; the value of a text is its first field.</summary>
    private static string ServiceOf(byte[] resourceSpans) =>
        (from resource in Fields(resourceSpans) where resource.Number == Resource
         from attribute in Fields(resource.Bytes) where attribute.Number == Attribute
         let parts = Fields(attribute.Bytes)
         where Encoding.UTF8.GetString(parts.First(static part => part.Number == Key).Bytes) == "service.name"
         select Encoding.UTF8.GetString(Fields(parts.First(static part => part.Number == Value).Bytes)[0].Bytes)).FirstOrDefault("");

    /// <summary>The length-delimited fields of a message; others are passed over.</summary>
    private static List<(int Number, byte[] Bytes)> Fields(byte[] message)
    {
        var fields = new List<(int, byte[])>();
        var at = 0;
        while (at < message.Length)
        {
            var tag = (int)ReadVarint(message, ref at);
            switch (tag & 7)
            {
                case LengthDelimited:
                    var length = (int)ReadVarint(message, ref at);
                    fields.Add((tag >> 3, message[at..(at + length)]));
                    at += length;
                    break;
                case 0:
                    ReadVarint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                default:
                    at += 4;
                    break;
            }
        }

        return fields;
    }

    private static ulong ReadVarint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
