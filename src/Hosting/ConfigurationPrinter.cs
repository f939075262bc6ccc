using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StreamVerse.Hosting.Settings;

namespace StreamVerse.Hosting;

/// <summary>Writes the settings that a program works with, defaults included and secrets masked, as <c>key = value</c> lines.</summary>
internal static class ConfigurationPrinter
{
    /// <summary>All options classes of ours that are registered.</summary>
    public static void Print(IServiceCollection registered, IServiceProvider services, TextWriter output)
    {
        var types = registered
            .Where(static service => service.ServiceType.IsGenericType && service.ServiceType.GetGenericTypeDefinition() == typeof(IConfigureOptions<>))
            .Select(static service => service.ServiceType.GetGenericArguments()[0])
            .Where(static type => SectionOf(type) is not null)
            .Distinct()
            .OrderBy(SectionOf, StringComparer.Ordinal);
        foreach (var type in types)
        {
            var options = services.GetRequiredService(typeof(IOptions<>).MakeGenericType(type));
            object value;
            try
            {
                value = options.GetType().GetProperty(nameof(IOptions<object>.Value))!.GetValue(options)!;
            }
            catch (TargetInvocationException exception) when (exception.InnerException is OptionsValidationException invalid)
            {
                output.WriteLine($"# {invalid.Message}");
                continue;
            }

            Print(SectionOf(type)!, value, output);
        }
    }

    private static string? SectionOf(Type options) =>
        options.Namespace?.StartsWith(nameof(StreamVerse), StringComparison.Ordinal) == true ? options.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string : null;

    private static void Print(string key, object? value, TextWriter output)
    {
        switch (value)
        {
            case null:
                output.WriteLine($"{key} =");
                break;
            case string or ValueType or Uri:
                output.WriteLine($"{key} = {SecretSettings.Masked(key, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}");
                break;
            case IEnumerable list:
                var index = 0;
                foreach (var item in list)
                {
                    Print($"{key}:{index++}", item, output);
                }

                break;
            default:
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.GetIndexParameters().Length == 0))
                {
                    Print($"{key}:{property.Name}", property.GetValue(value), output);
                }

                break;
        }
    }
}
