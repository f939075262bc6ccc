namespace StreamVerse.Storage.Relational;

/// <summary>Guards names that become part of SQL text. Values never do: they are parameters.</summary>
internal static class SqlName
{
    public static string Check(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character != '_')
            {
                throw new ArgumentException($"'{name}' cannot name a table or column: only a-z, 0-9 and _ can.", nameof(name));
            }
        }

        return name;
    }
}
