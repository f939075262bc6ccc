namespace StreamVerse.Cluster.Programs;

/// <summary>The silos, the gateways or the workers that run. Changed by one at a time, read by anybody.</summary>
internal sealed class MemberList
{
    // Replaced as a whole, so that a report sees either the old or the new.
    private volatile IReadOnlyList<Member> _all = [];

    public IReadOnlyList<Member> All => _all;

    /// <summary>Starts some until there are so many. Each is in the list as soon as it runs, whatever becomes of the next.</summary>
    /// <param name="count">How many.</param>
    /// <param name="start">Starts the one of a number, from 1.</param>
    /// <param name="cancellationToken">Starts no more.</param>
    public async Task GrowAsync(int count, Func<int, CancellationToken, Task<Member>> start, CancellationToken cancellationToken)
    {
        while (_all.Count < count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _all = [.. _all, await start(_all.Count + 1, cancellationToken)];
        }
    }

    /// <summary>Ends the latest until there are so many.</summary>
    /// <param name="count">How many.</param>
    /// <param name="ending">Is told of each that is to end.</param>
    public async Task ShrinkAsync(int count, Action<Member> ending)
    {
        var all = _all;
        try
        {
            await Task.WhenAll(all.Skip(count).Select(member =>
            {
                ending(member);
                return member.Child.DisposeAsync().AsTask();
            }));
        }
        finally
        {
            // Nobody ends twice, whatever became of the others.
            _all = [.. all.Take(count)];
        }
    }
}
