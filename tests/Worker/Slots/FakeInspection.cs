using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Worker.Work;

namespace StreamVerse.Worker.Tests.Slots;

/// <summary>An inspection that does what the test says.</summary>
internal sealed class FakeInspection(Func<WorkContext, CancellationToken, Task> work) : IWorkHandler<InspectWork>
{
    public async Task<WorkResult> HandleAsync(InspectWork item, WorkContext context, CancellationToken cancellationToken)
    {
        await work(context, cancellationToken);
        return new SubtitleResult(0);
    }
}
