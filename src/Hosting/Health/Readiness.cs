namespace StreamVerse.Hosting.Health;

/// <summary>Whether this process can serve, found out in less time than those who ask wait for it (Kubernetes and <c>cluster status</c>: 3 seconds).</summary>
/// <param name="checks">What it needs.</param>
/// <param name="clock">The clock.</param>
internal sealed class Readiness(IEnumerable<IReadinessCheck> checks, TimeProvider clock)
{
    /// <summary>How long the checks may take, all together.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    private readonly IReadinessCheck[] _checks = [.. checks];

    /// <summary>Asks all checks at once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong, for people, in the order of the checks; nothing where all is well.</returns>
    public async Task<IReadOnlyList<string>> FindFaultsAsync(CancellationToken cancellationToken) =>
        [.. (await Task.WhenAll(_checks.Select(check => FindFaultsAsync(check, cancellationToken)))).SelectMany(static faults => faults)];

    private async Task<IReadOnlyList<string>> FindFaultsAsync(IReadinessCheck check, CancellationToken cancellationToken)
    {
        try
        {
            return await check.FindFaultsAsync(cancellationToken).WaitAsync(Patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return [$"Whether the {check.Subject} can be used is not known: no answer within {Patience.TotalSeconds:0.#} s."];
        }
    }
}
