using System.IO.Pipelines;
using StreamVerse.Encoding;
using StreamVerse.Encoding.Audio;

namespace StreamVerse.Worker.Tests.Work;

/// <summary>An encoder that hands out the first part of a rendition, and the rest only when the test lets it go on.</summary>
/// <param name="real">Does the work.</param>
/// <param name="firstBytes">How much comes at once.</param>
internal sealed class PausingEncoder(IAudioEncoder real, int firstBytes) : IAudioEncoder
{
    /// <summary>Lets the rest come.</summary>
    public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task EncodeAsync(AudioEncodeRequest request, Func<Stream, CancellationToken, Task> consume, IProgress<EncodeProgress>? progress, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        await real.EncodeAsync(request, (stream, token) => stream.CopyToAsync(whole, token), progress, cancellationToken);
        var bytes = whole.ToArray();
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var reading = consume(pipe.Reader.AsStream(), cancellationToken);
        await pipe.Writer.WriteAsync(bytes.AsMemory(0, firstBytes), cancellationToken);
        await GoOn.Task.WaitAsync(cancellationToken);
        await pipe.Writer.WriteAsync(bytes.AsMemory(firstBytes), cancellationToken);
        await pipe.Writer.CompleteAsync();
        await reading;
    }
}
