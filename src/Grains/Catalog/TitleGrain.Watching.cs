using System.Runtime.CompilerServices;
using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Grains.Catalog;

/// <content>Those who wait for the title to change are told.</content>
internal sealed partial class TitleGrain
{
    /// <summary>
    /// How long a call waits for a change. An activation that is to end, as many are when a silo dies, does so when nobody
    /// waits in it any more, and every other call of the title stands behind that.
    /// </summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly Watchers<TitleView> _watchers = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The title as of its last change that is stored: a call that interleaves with a write must not tell what is not.</summary>
    private TitleView? _told;

    private long _revision;

    public async Task<TitleView?> WaitForChange(long revision, CancellationToken cancellationToken = default)
    {
        if (_told?.Revision == revision)
        {
            // That time is up is an answer, and no failure.
            await _changed.Task.WaitAsync(LongestWait, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        }

        var view = _told ?? throw Absent();
        return view.Revision == revision ? null : view;
    }

    public async IAsyncEnumerable<TitleView> Watch([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ThrowIfAbsent();
        using var watcher = _watchers.Add();
        yield return View();
        await foreach (var view in watcher.ReadAllAsync(cancellationToken))
        {
            yield return view;
        }
    }

    private void OpenRevisions()
    {
        // Starts above every revision that an earlier activation can have given out.
        _revision = 1000 * clock.GetUtcNow().ToUnixTimeMilliseconds();
        _told = Exists ? View() : null;
    }

    /// <summary>The title has changed, and that is stored.</summary>
    private void Changed()
    {
        _revision++;
        var view = View();
        _told = Exists ? view : null;
        _watchers.Publish(view);
        LetGo();
    }

    /// <summary>There will be no more changes.</summary>
    private void Gone()
    {
        _told = null;
        _watchers.Complete();
        LetGo();
    }

    /// <summary>Answers those who wait, whether there is something to tell or not.</summary>
    private void LetGo()
    {
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }
}
