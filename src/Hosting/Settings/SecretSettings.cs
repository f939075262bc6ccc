using System.Data.Common;

namespace StreamVerse.Hosting.Settings;

/// <summary>Knows settings that are secret, or have a secret in them, by their names.</summary>
internal static class SecretSettings
{
    private const string Mask = "********";
    private static readonly string[] SecretNames = ["password", "passphrase", "pwd", "psw", "secret", "credential", "accesskey", "token"];

    /// <summary>A value as it may be shown.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="value">Its value.</param>
    public static string Masked(string key, string value)
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
