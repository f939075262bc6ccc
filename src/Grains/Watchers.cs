using System.Threading.Channels;

namespace StreamVerse.Grains;

/// <summary>Those who watch a value change. Each sees the newest value; a slow one misses some between.</summary>
/// <typeparam name="T">The value.</typeparam>
internal sealed class Watchers<T>
{
    private readonly List<Watcher> _watchers = [];

    public Watcher Add()
    {
        var watcher = new Watcher(this);
        _watchers.Add(watcher);
        return watcher;
    }

    public void Publish(T value)
    {
        foreach (var watcher in _watchers)
        {
            watcher.Write(value);
        }
    }

    /// <summary>Ends every watch: there will be no more values.</summary>
    public void Complete()
    {
        foreach (var watcher in _watchers)
        {
            watcher.Complete();
        }
    }

    internal sealed class Watcher(Watchers<T> owner) : IDisposable
    {
        private readonly Channel<T> _channel = Channel.CreateBounded<T>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

        public IAsyncEnumerable<T> ReadAllAsync(CancellationToken cancellationToken) => _channel.Reader.ReadAllAsync(cancellationToken);

        public void Write(T value) => _channel.Writer.TryWrite(value);

        public void Complete() => _channel.Writer.TryComplete();

        public void Dispose() => owner._watchers.Remove(this);
    }
}
