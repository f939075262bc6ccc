using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace StreamVerse.Storage.Diagnosis;

/// <summary>Tries one thing, within a time, and turns whatever happens into a finding.</summary>
public static class Check
{
    /// <summary>How long one check may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Tries it.</summary>
    /// <param name="name">What is tried.</param>
    /// <param name="attempt">How; it may throw.</param>
    /// <param name="cancellationToken">Gives up all checks.</param>
    public static async Task<Finding> RunAsync(string name, Func<CancellationToken, Task<Verdict>> attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var began = Stopwatch.GetTimestamp();
        Verdict verdict;
        try
        {
            verdict = await attempt(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            verdict = Verdict.Missing($"did not answer within {Limit.TotalSeconds} s.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            verdict = Verdict.Missing(Describe(exception));
        }

        return new Finding(name, verdict.Status, verdict.Detail.ReplaceLineEndings(" "), Stopwatch.GetElapsedTime(began));
    }

    /// <summary>Of exceptions that are not written for people only the kind is told: their text may quote secrets.</summary>
    private static string Describe(Exception exception) => exception switch
    {
        IOException or OptionsValidationException or InvalidDataException or HttpRequestException or UnauthorizedAccessException => exception.Message,
        _ => $"it failed ({exception.GetType().Name}).",
    };
}
