using StreamVerse.Storage.Diagnosis;

namespace StreamVerse.Storage.Tests.Diagnosis;

/// <summary>What an examination found, for asserting.</summary>
internal static class Findings
{
    public static async Task<IReadOnlyDictionary<string, Finding>> OfAsync(IAsyncEnumerable<Finding> findings)
    {
        Dictionary<string, Finding> found = [];
        await foreach (var finding in findings.WithCancellation(TestContext.Current.CancellationToken))
        {
            found.Add(finding.Name[(finding.Name.IndexOf(": ", StringComparison.Ordinal) + 2)..], finding);
        }

        return found;
    }

    public static string Names(this IReadOnlyDictionary<string, Finding> findings, FindingStatus status) =>
        string.Join(", ", findings.Values.Where(finding => finding.Status == status).Select(static finding => finding.Name[(finding.Name.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
}
