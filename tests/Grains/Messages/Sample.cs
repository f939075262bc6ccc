using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Tests.Transcoding;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Grains.Tests.Messages;

/// <summary>Makes a value of any message type with something in every member, and says what is in one.</summary>
internal static class Sample
{
    public static object Of(Type type, int seed = 1)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            var values = Enum.GetValues(type);
            return values.GetValue(seed % values.Length)!;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            var element = type.GenericTypeArguments[0];
            var items = Array.CreateInstance(element, 2);
            items.SetValue(Of(element, seed), 0);
            items.SetValue(Of(element, seed + 1), 1);
            return typeof(ImmutableArray).GetMethods().Single(method => method.Name == nameof(ImmutableArray.Create) && method.GetParameters() is [{ ParameterType.IsArray: true }])
                .MakeGenericMethod(element).Invoke(null, [items])!;
        }

        return type switch
        {
            _ when type == typeof(string) => $"text {seed} ä 字",
            _ when type == typeof(Guid) => new Guid(seed, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(seed),
            _ when type == typeof(TimeSpan) => TimeSpan.FromMilliseconds(1500 + seed),
            _ when type == typeof(bool) => true,
            _ when type == typeof(ImmutableSortedDictionary<string, double>) => ImmutableSortedDictionary<string, double>.Empty.Add($"one {seed}", seed + 0.5).Add($"two {seed}", seed),
            _ when type == typeof(FrameRate) => new FrameRate(24000, 1001),
            _ when type == typeof(SegmentGrid) => SampleSources.ThreeChunks is { Video: var video } ? new SegmentGrid(video.OutputFrameRate, video.OutputFrameCount) : null!,
            _ when type == typeof(SourceDescription) => SampleSources.ThreeChunks,
            _ when type == typeof(EncodePlan) => EncodePlanner.Plan(SampleSources.ThreeChunks),
            _ when type == typeof(WorkItem) => new VideoChunkWork(SampleSources.ThreeChunks, EncodePlanner.Plan(SampleSources.ThreeChunks), 1),
            _ when type.IsPrimitive => Convert.ChangeType(seed + 1, type, CultureInfo.InvariantCulture),
            _ => Construct(type, seed),
        };
    }

    /// <summary>All that is in a value, as text: records hold arrays, which compare by reference.</summary>
    public static string Describe(object? value)
    {
        StringBuilder text = new();
        Append(value);
        return text.ToString();

        void Append(object? part)
        {
            switch (part)
            {
                case null:
                    text.Append("null");
                    break;
                case string or Enum or Guid or TimeSpan:
                    text.Append(part);
                    break;
                case DateTimeOffset time:
                    text.Append(time.UtcTicks);
                    break;
                case IFormattable number when part.GetType().IsPrimitive:
                    text.Append(number.ToString("R", CultureInfo.InvariantCulture));
                    break;
                case bool:
                    text.Append(part);
                    break;
                case IEnumerable items:
                    text.Append('[');
                    foreach (var item in items)
                    {
                        Append(item);
                        text.Append(';');
                    }

                    text.Append(']');
                    break;
                default:
                    text.Append(part.GetType().Name).Append('{');
                    foreach (var property in part.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
                    {
                        text.Append(property.Name).Append('=');
                        Append(property.GetValue(part));
                        text.Append(',');
                    }

                    text.Append('}');
                    break;
            }
        }
    }

    private static object Construct(Type type, int seed)
    {
        var constructor = type.GetConstructors().OrderByDescending(constructor => constructor.GetParameters().Length).First(constructor => constructor.GetParameters() is not [{ ParameterType: var only }] || only != type);
        return constructor.Invoke([.. constructor.GetParameters().Select((parameter, index) => Of(parameter.ParameterType, seed + index))]);
    }
}
