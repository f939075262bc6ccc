namespace StreamVerse.Storage.Objects.S3;

/// <summary>The body of a read: every next piece within its time, failures as the port's.</summary>
internal sealed class S3ReadStream(HttpResponseMessage response, Stream body, TimeSpan readTimeout, S3Faults faults, TimeProvider time) : ForwardReadStream
{
    private const string Step = "reading an object";

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var timeout = new CancellationTokenSource(readTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await body.ReadAsync(buffer, linked.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw faults.Unavailable(Step, new TimeoutException($"no bytes within {readTimeout}", exception));
        }
        catch (IOException exception)
        {
            throw faults.Unavailable(Step, new HttpRequestException(exception.Message, exception));
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
            response.Dispose();
        }

        base.Dispose(disposing);
    }
}
