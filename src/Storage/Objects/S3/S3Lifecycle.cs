using System.Globalization;
using System.Net;
using System.Xml.Linq;

namespace StreamVerse.Storage.Objects.S3;

/// <summary>
/// Lets the store itself abort multipart objects that nobody completes, also while no StreamVerse runs. Stores that
/// cannot (MinIO does so by itself, by its own setting) are left to the janitor.
/// </summary>
internal sealed class S3Lifecycle(S3Http http, S3Address address, TimeSpan abandonedAfter)
{
    private const string RuleId = "streamverse-abandoned-multipart";
    private const int LeastDays = 14;
    private static readonly HttpStatusCode[] s_unsupported = [HttpStatusCode.NotImplemented, HttpStatusCode.BadRequest, HttpStatusCode.MethodNotAllowed, HttpStatusCode.Forbidden];

    private readonly S3BucketRules _rules = new(http, address, "lifecycle", "LifecycleConfiguration", "Rule");

    /// <returns>Whether the store does it.</returns>
    public async Task<bool> EnsureAsync(string bucket, CancellationToken cancellationToken)
    {
        // The store counts from the beginning and not from the last part, so it must not be more eager than the janitor.
        var days = Math.Max(LeastDays, (int)Math.Ceiling(abandonedAfter.TotalDays));
        try
        {
            await _rules.EnsureAsync(
                bucket,
                RuleId,
                [
                    new XElement("Filter", new XElement("Prefix", "")),
                    new XElement("Status", "Enabled"),
                    new XElement("AbortIncompleteMultipartUpload", new XElement("DaysAfterInitiation", days.ToString(CultureInfo.InvariantCulture))),
                ],
                s_unsupported,
                cancellationToken);
            return true;
        }
        catch (S3ErrorException exception) when (s_unsupported.Contains(exception.Status))
        {
            return false;
        }
    }
}
