using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamVerse.Hosting.Settings;

/// <summary>Says for people what the configuration binder says of a value that is not of its setting's type.</summary>
internal static partial class UnreadableSetting
{
    /// <summary>A sentence that names the key, what is expected and, unless it is secret, the value; <see langword="null"/> for any other exception.</summary>
    /// <param name="exception">What the binder threw.</param>
    public static string? Describe(InvalidOperationException exception)
    {
        if (BinderMessage().Match(exception.Message) is not { Success: true } match)
        {
            return null;
        }

        var (key, value) = (match.Groups["key"].Value, match.Groups["value"].Value);
        return $"{key} must be {Expected(match.Groups["type"].Value)}, and is {(value.Length == 0 ? "empty" : $"'{SecretSettings.Masked(key, value)}'")}.";
    }

    private static string Expected(string typeName) => TypeOf(typeName) switch
    {
        { IsEnum: true } type => $"one of {string.Join(", ", Enum.GetNames(type))}",
        var type when type == typeof(TimeSpan) => "a time such as 00:00:25 (hh:mm:ss)",
        var type when type == typeof(bool) => "true or false",
        var type when type == typeof(int) => $"a whole number, at most {int.MaxValue.ToString(CultureInfo.InvariantCulture)}",
        var type when type == typeof(long) => $"a whole number, at most {long.MaxValue.ToString(CultureInfo.InvariantCulture)}",
        var type when type == typeof(double) => "a number such as 0.5",
        var type => $"a {type?.Name ?? typeName}",
    };

    /// <summary>The binder knows it, and tells only its name.</summary>
    private static Type? TypeOf(string name) => AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(name)).FirstOrDefault(static type => type is not null);

    // The value may have anything in it, keys and types have no apostrophe.
    [GeneratedRegex(@"^Failed to convert configuration value '(?<value>.*)' at '(?<key>[^']+)' to type '(?<type>[^']+)'\.$", RegexOptions.Singleline)]
    private static partial Regex BinderMessage();
}
