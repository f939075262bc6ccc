using StreamVerse.Encoding.Audio;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Cmaf;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Worker.Work;

/// <summary>Encodes an audio rendition and stores its segments while it goes on, so that playback can begin before the end.</summary>
internal sealed class AudioHandler(IAudioEncoder encoder) : IWorkHandler<AudioWork>, IWorkHandler<TrackAudioWork>
{
    public Task<WorkResult> HandleAsync(AudioWork item, WorkContext context, CancellationToken cancellationToken) =>
        EncodeAsync(new AudioEncodeRequest(context.SourcePath, item.Source, item.Plan.Grid, item.Rung), context, cancellationToken);

    public Task<WorkResult> HandleAsync(TrackAudioWork item, WorkContext context, CancellationToken cancellationToken) =>
        EncodeAsync(new AudioEncodeRequest(context.SourcePath, item.Source, item.Grid, item.Rung), context, cancellationToken);

    private async Task<WorkResult> EncodeAsync(AudioEncodeRequest request, WorkContext context, CancellationToken cancellationToken)
    {
        var (grid, id) = (request.Grid, request.Rung.Id);
        List<long> lengths = [];
        List<double> seconds = [];
        InitSegment? init = null;

        await encoder.EncodeAsync(
            request,
            async (stream, token) =>
            {
                // Maybe once more, from the start.
                (lengths, seconds) = (new List<long>(grid.SegmentCount), new List<double>(grid.SegmentCount));
                var upload = new AudioUpload(id, grid.SegmentCount, context);
                var segmenter = new AudioSegmenter(stream, grid);
                init = await segmenter.ReadInitAsync(token);
                upload.Begin(init, token);
                try
                {
                    await foreach (var segment in segmenter.ReadSegmentsAsync(token))
                    {
                        await upload.AddAsync(segment, token);
                        if (segment.FrameCount > 0)
                        {
                            lengths.Add(segment.Bytes.Length);
                            seconds.Add(segment.FrameCount * (double)SegmentGrid.AudioFrameSamples / SegmentGrid.AudioSampleRate);
                        }
                    }

                    await upload.FinishAsync(token);
                }
                finally
                {
                    await upload.LetGoAsync();
                }
            },
            progress: null,
            cancellationToken);

        var rates = SegmentStatistics.Measure([.. lengths], [.. seconds]);
        return new AudioResult(new RenditionMeasurement(lengths.Sum(), rates.PeakBitsPerSecond, init!.Codec, Digests.Sha256(init.Bytes.Span)));
    }
}
