using StreamVerse.Encoding.Audio;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Cmaf;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Worker.Work;

/// <summary>Encodes an audio rendition and stores each segment as soon as it is cut, so that playback can begin before the end.</summary>
internal sealed class AudioHandler(IAudioEncoder encoder) : IWorkHandler<AudioWork>, IWorkHandler<TrackAudioWork>
{
    public Task<WorkResult> HandleAsync(AudioWork item, WorkContext context, CancellationToken cancellationToken) =>
        EncodeAsync(new AudioEncodeRequest(context.SourcePath, item.Source, item.Plan.Grid, item.Rung), context, cancellationToken);

    public Task<WorkResult> HandleAsync(TrackAudioWork item, WorkContext context, CancellationToken cancellationToken) =>
        EncodeAsync(new AudioEncodeRequest(context.SourcePath, item.Source, item.Grid, item.Rung), context, cancellationToken);

    private async Task<WorkResult> EncodeAsync(AudioEncodeRequest request, WorkContext context, CancellationToken cancellationToken)
    {
        var (grid, id) = (request.Grid, request.Rung.Id);
        var lengths = new List<long>(grid.SegmentCount);
        var seconds = new List<double>(grid.SegmentCount);
        InitSegment? init = null;

        await encoder.EncodeAsync(
            request,
            async (stream, token) =>
            {
                var segmenter = new AudioSegmenter(stream, grid);
                init = await segmenter.ReadInitAsync(token);
                await context.Output.PutAsync(PresentationPaths.InitSegment(id), init.Bytes, token);
                await foreach (var segment in segmenter.ReadSegmentsAsync(token))
                {
                    // A title that ends within half an access unit of a border has no sound for its last segment.
                    if (segment.FrameCount > 0)
                    {
                        await context.Output.PutAsync(PresentationPaths.Segment(id, segment.Index), segment.Bytes, token);
                        lengths.Add(segment.Bytes.Length);
                        seconds.Add(segment.FrameCount * (double)SegmentGrid.AudioFrameSamples / SegmentGrid.AudioSampleRate);
                    }

                    context.Progress.Report(new WorkProgress((segment.Index + 1) / (double)grid.SegmentCount, segment.Index + 1));
                }
            },
            progress: null,
            cancellationToken);

        var rates = SegmentStatistics.Measure([.. lengths], [.. seconds]);
        return new AudioResult(new RenditionMeasurement(lengths.Sum(), rates.PeakBitsPerSecond, init!.Codec, Digests.Sha256(init.Bytes.Span)));
    }
}
