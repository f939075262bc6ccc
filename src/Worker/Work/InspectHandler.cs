using StreamVerse.Encoding.Inspection;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Worker.Work;

internal sealed class InspectHandler(ISourceInspector inspector) : IWorkHandler<InspectWork>
{
    public async Task<WorkResult> HandleAsync(InspectWork item, WorkContext context, CancellationToken cancellationToken) =>
        new InspectResult(await inspector.InspectAsync(context.SourcePath, cancellationToken));
}
