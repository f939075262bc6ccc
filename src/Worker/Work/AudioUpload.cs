using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Cmaf;
using StreamVerse.Media.Presentations;
using StreamVerse.Worker.Output;

namespace StreamVerse.Worker.Work;

/// <summary>
/// Stores a rendition's segments while its encoder goes on: one upload at a time, of all that were cut during the last
/// one. Waiting for each by itself would keep the encoder waiting as well, as a pipe holds little.
/// </summary>
/// <param name="renditionId">The rendition.</param>
/// <param name="segmentCount">Segments of the whole title.</param>
/// <param name="context">Where they go.</param>
internal sealed class AudioUpload(string renditionId, int segmentCount, WorkContext context)
{
    /// <summary>How many wait before the encoder does: 16 of 4 s have 1 MB at 128 kbit/s.</summary>
    private const int MostWaiting = 16;

    private List<AudioSegment> _waiting = [];
    private Task _storing = Task.CompletedTask;

    public void Begin(InitSegment init, CancellationToken cancellationToken) =>
        _storing = context.Output.PutAsync(PresentationPaths.InitSegment(renditionId), init.Bytes, cancellationToken);

    /// <exception cref="Storage.StoreUnavailableException">One that was added earlier could not be stored.</exception>
    public async Task AddAsync(AudioSegment segment, CancellationToken cancellationToken)
    {
        _waiting.Add(segment);
        if (_storing.IsCompleted || _waiting.Count >= MostWaiting)
        {
            await StoreWaitingAsync(cancellationToken);
        }
    }

    /// <summary>Returns when everything is stored.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await StoreWaitingAsync(cancellationToken);
        await _storing;
    }

    /// <summary>Waits for the upload that is under way, whatever becomes of it: nothing is stored after the item is given up.</summary>
    public async Task LetGoAsync() => await _storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task StoreWaitingAsync(CancellationToken cancellationToken)
    {
        await _storing;
        var ready = _waiting;
        _waiting = [];
        _storing = StoreAsync(ready, cancellationToken);
    }

    private async Task StoreAsync(List<AudioSegment> segments, CancellationToken cancellationToken)
    {
        // A title that ends within half an access unit of a border has no sound for its last segment.
        await context.Output.PutAllAsync(
            segments.Where(static segment => segment.FrameCount > 0).Select(segment => new OutputFile(PresentationPaths.Segment(renditionId, segment.Index), segment.Bytes)), cancellationToken);
        if (segments is [.., var last])
        {
            context.Progress.Report(new WorkProgress((last.Index + 1) / (double)segmentCount, last.Index + 1));
        }
    }
}
