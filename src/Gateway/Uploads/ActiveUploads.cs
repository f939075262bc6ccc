using System.Collections.Concurrent;

namespace StreamVerse.Gateway.Uploads;

/// <summary>
/// Uploads that this gateway is receiving. A client that comes again for an upload whose old connection hangs gets it at
/// once: the old one is ended, after it has stored what it has. On other gateways the fencing token does the same, at
/// the old connection's next commit.
/// </summary>
internal sealed class ActiveUploads
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<Guid, Connection> _connections = new();

    /// <summary>Ends the connection that writes to an upload, if there is one here, and waits until it has.</summary>
    public async Task EvictAsync(Guid uploadId, CancellationToken cancellationToken)
    {
        if (_connections.TryGetValue(uploadId, out var connection))
        {
            await connection.EndAsync(Patience, cancellationToken);
        }
    }

    /// <summary>Notes that the caller writes to an upload, until it disposes of the result.</summary>
    public Connection Enter(Guid uploadId, CancellationToken requestAborted)
    {
        var connection = new Connection(this, uploadId, requestAborted);
        _connections[uploadId] = connection;
        return connection;
    }

    internal sealed class Connection : IDisposable
    {
        private readonly ActiveUploads _owner;
        private readonly Guid _uploadId;
        private readonly CancellationTokenSource _ended;
        private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Connection(ActiveUploads owner, Guid uploadId, CancellationToken requestAborted)
        {
            _owner = owner;
            _uploadId = uploadId;
            _ended = CancellationTokenSource.CreateLinkedTokenSource(requestAborted);
        }

        /// <summary>Set when the client is gone or another connection takes over.</summary>
        public CancellationToken Ended => _ended.Token;

        public async Task EndAsync(TimeSpan patience, CancellationToken cancellationToken)
        {
            await _ended.CancelAsync();
            await Task.WhenAny(_left.Task, Task.Delay(patience, cancellationToken));
        }

        public void Dispose()
        {
            _owner._connections.TryRemove(KeyValuePair.Create(_uploadId, this));
            _left.SetResult();
        }
    }
}
