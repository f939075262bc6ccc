using System.Collections;
using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace StreamVerse.Hosting;

/// <summary>Writes the settings that a program works with, defaults included and secrets masked, as <c>key = value</c> lines.</summary>
internal static class ConfigurationPrinter
{
    private const string Mask = "********";
    private static readonly string[] SecretNames = ["password", "passphrase", "pwd", "psw", "secret", "credential", "accesskey", "token"];

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
                output.WriteLine($"{key} = {Masked(key, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}");
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

    private static string Masked(string key, string value)
    {
        var name = key[(key.LastIndexOf(':') + 1)..];
        if (value.Length > 0 && !name.EndsWith("File", StringComparison.Ordinal) && IsSecret(name))
        {
            return Mask;
        }

        return name switch
        {
            "ConnectionString" => MaskedConnectionString(value),
            "Configuration" => MaskedParts(value),
            _ when Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0 => new UriBuilder(uri) { UserName = Mask, Password = "" }.Uri.AbsoluteUri,
            _ => value,
        };
    }

    /// <summary>Read as databases' drivers read it: a value may be quoted and have anything in it. What cannot be read may hold a password anywhere.</summary>
    private static string MaskedConnectionString(string text)
    {
        try
        {
            DbConnectionStringBuilder parts = new() { ConnectionString = text };
            foreach (var part in parts.Keys.Cast<string>().Where(IsSecret).ToList())
            {
                parts[part] = Mask;
            }

            return parts.ConnectionString;
        }
        catch (ArgumentException)
        {
            return Mask;
        }
    }

    /// <summary>As StackExchange.Redis reads it: parted by commas, whatever stands between them.</summary>
    private static string MaskedParts(string text) => string.Join(',', text
        .Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(static part => part.Split('=') is [var name, _, ..] && IsSecret(name) ? $"{name}={Mask}" : part));

    private static bool IsSecret(string name) => SecretNames.Any(secret => name.Contains(secret, StringComparison.OrdinalIgnoreCase));
}
