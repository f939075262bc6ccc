using StreamVerse.Encoding.Subtitles;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Subtitles;
using StreamVerse.Worker.Output;

namespace StreamVerse.Worker.Work;

/// <summary>Turns a text track into WebVTT and cuts it on the title's grid.</summary>
internal sealed class SubtitleHandler(ISubtitleExtractor extractor) : IWorkHandler<SubtitleWork>
{
    public async Task<WorkResult> HandleAsync(SubtitleWork item, WorkContext context, CancellationToken cancellationToken)
    {
        var file = Path.Combine(context.Scratch.Path, "subtitles.vtt");
        await extractor.ExtractAsync(context.SourcePath, item.Source, item.Rung, file, cancellationToken);
        var document = WebVttDocument.Parse(await File.ReadAllTextAsync(file, cancellationToken));
        var pieces = WebVttPieces.Cut(document, item.Plan.Grid);
        await context.Output.PutAllAsync(
            pieces.Select((piece, index) => new OutputFile(PresentationPaths.SubtitlePiece(item.Rung.Id, index), piece)), cancellationToken);
        await context.Output.PutAsync(PresentationPaths.WholeSubtitle(item.Rung.Id), document.ToUtf8(), cancellationToken);
        return new SubtitleResult(document.Cues.Length);
    }
}
