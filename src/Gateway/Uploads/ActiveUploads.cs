using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace StreamVerse.Gateway.Uploads;

/// <summary>
/// Uploads that this gateway is receiving, one connection each. A client that comes again for an upload whose old
/// connection hangs gets it at once: the old one is ended, after it has stored what it has. On other gateways the fencing
/// token does the same, at the old connection's next commit.
/// </summary>
internal sealed class ActiveUploads(TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<Guid, Connection> _connections = new();

    /// <summary>
    /// Makes the caller the one connection of an upload until it disposes of the result. Takes the place of the one before
    /// in a single step, ends it, and waits a little until it has stored what it has.
    /// </summary>
    /// <exception cref="TusException">A newer connection came while this one waited.</exception>
    public async Task<Connection> EnterAsync(Guid uploadId, CancellationToken requestAborted)
    {
        var connection = new Connection(this, uploadId, requestAborted);
        if (Swap(uploadId, connection) is { } predecessor)
        {
            predecessor.End();
            await Task.WhenAny(predecessor.Left, Task.Delay(Patience, clock, CancellationToken.None));
            if (connection.Ended.IsCancellationRequested)
            {
                connection.Dispose();
                throw new TusException(StatusCodes.Status423Locked, "upload-taken-over", "Another connection has taken this upload over. Ask for the offset with HEAD and go on from there.");
            }
        }

        return connection;
    }

    private Connection? Swap(Guid uploadId, Connection connection)
    {
        while (true)
        {
            if (!_connections.TryGetValue(uploadId, out var predecessor))
            {
                if (_connections.TryAdd(uploadId, connection))
                {
                    return null;
                }
            }
            else if (_connections.TryUpdate(uploadId, connection, predecessor))
            {
                return predecessor;
            }
        }
    }

    internal sealed class Connection : IDisposable
    {
        private readonly ActiveUploads _owner;
        private readonly Guid _uploadId;
        private readonly CancellationTokenSource _ended = new();
        private readonly CancellationTokenRegistration _aborted;
        private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Connection(ActiveUploads owner, Guid uploadId, CancellationToken requestAborted)
        {
            _owner = owner;
            _uploadId = uploadId;
            _aborted = requestAborted.Register(End);
        }

        /// <summary>Set when the client is gone or another connection takes over.</summary>
        public CancellationToken Ended => _ended.Token;

        /// <summary>Ends when the connection does.</summary>
        public Task Left => _left.Task;

        // The source has no timer and no link, so that it needs no disposal, which would race with this.
        public void End() => _ended.Cancel();

        public void Dispose()
        {
            _aborted.Dispose();
            _owner._connections.TryRemove(KeyValuePair.Create(_uploadId, this));
            _left.TrySetResult();
        }
    }
}
