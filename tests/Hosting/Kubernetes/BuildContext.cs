using System.Text;
using System.Text.RegularExpressions;
using StreamVerse.Testing;

namespace StreamVerse.Hosting.Tests.Kubernetes;

/// <summary>What <c>docker build</c> gets of the repository: <c>.dockerignore</c>, read as Docker reads it.</summary>
internal sealed class BuildContext
{
    private readonly List<(Regex Pattern, bool LetsThrough)> _rules =
    [
        .. File.ReadLines(RepositoryRoot.Combine(".dockerignore"))
            .Select(static line => line.Trim())
            .Where(static line => line.Length > 0 && !line.StartsWith('#'))
            .Select(static line => (PatternOf(line.TrimStart('!').Trim('/')), line.StartsWith('!'))),
    ];

    /// <summary>Whether a path, relative to the root, is part of it. The last rule that names it, or a folder that it is in, decides.</summary>
    public bool Has(string path) => _rules.LastOrDefault(rule => rule.Pattern.IsMatch(path)) is { Pattern: null } or { LetsThrough: true };

    private static Regex PatternOf(string glob)
    {
        var pattern = new StringBuilder("^");
        for (var at = 0; at < glob.Length; at++)
        {
            if (string.CompareOrdinal(glob, at, "**/", 0, 3) == 0)
            {
                pattern.Append("(.*/)?");
                at += 2;
            }
            else if (string.CompareOrdinal(glob, at, "**", 0, 2) == 0)
            {
                pattern.Append(".*");
                at++;
            }
            else
            {
                pattern.Append(glob[at] switch { '*' => "[^/]*", '?' => "[^/]", var other => Regex.Escape(other.ToString()) });
            }
        }

        return new Regex(pattern.Append("(/.*)?$").ToString(), RegexOptions.CultureInvariant);
    }
}
