using StreamVerse.Encoding.Subtitles;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Subtitles;
using StreamVerse.Media.Timelines;
using StreamVerse.Worker.Output;

namespace StreamVerse.Worker.Work;

/// <summary>Turns a text track into WebVTT and cuts it on the title's grid.</summary>
internal sealed class SubtitleHandler(ISubtitleExtractor extractor) : IWorkHandler<SubtitleWork>, IWorkHandler<TrackSubtitleWork>
{
    public async Task<WorkResult> HandleAsync(SubtitleWork item, WorkContext context, CancellationToken cancellationToken)
    {
        var file = Path.Combine(context.Scratch.Path, "subtitles.vtt");
        await extractor.ExtractAsync(context.SourcePath, item.Source, item.Rung, file, cancellationToken);
        var document = WebVttDocument.Parse(await File.ReadAllTextAsync(file, cancellationToken));
        return await StoreAsync(document, item.Rung.Id, item.Plan.Grid, context.Output, cancellationToken);
    }

    public async Task<WorkResult> HandleAsync(TrackSubtitleWork item, WorkContext context, CancellationToken cancellationToken) =>
        await StoreAsync(await TrackInspectHandler.ReadSubtitlesAsync(context.SourcePath, cancellationToken), item.Rung.Id, item.Grid, context.Output, cancellationToken);

    private static async Task<SubtitleResult> StoreAsync(WebVttDocument document, string renditionId, SegmentGrid grid, OutputFolder output, CancellationToken cancellationToken)
    {
        var pieces = WebVttPieces.Cut(document, grid);
        await output.PutAllAsync(pieces.Select((piece, index) => new OutputFile(PresentationPaths.SubtitlePiece(renditionId, index), piece)), cancellationToken);
        await output.PutAsync(PresentationPaths.WholeSubtitle(renditionId), document.ToUtf8(), cancellationToken);
        return new SubtitleResult(document.Cues.Length);
    }
}
