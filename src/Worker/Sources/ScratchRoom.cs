using Microsoft.Extensions.Logging;
using StreamVerse.Storage.Health;
using StreamVerse.Worker.Health;

namespace StreamVerse.Worker.Sources;

/// <summary>Whether the scratch disk has room for one more item; says so once for all slots where it has not.</summary>
/// <param name="cache">What lies there.</param>
/// <param name="clock">Tells for how long there has been none.</param>
/// <param name="logger">Is told while work is left to others, once a minute, and when there is room again.</param>
internal sealed partial class ScratchRoom(SourceCache cache, TimeProvider clock, ILogger<ScratchRoom> logger) : IWorkerPart
{
    /// <summary>How long the disk must be short of room before the worker counts as not ready: files of others come and go.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly Recurrence _waits = new(clock, StoreOutages.ReminderInterval);
    private string? _shortage;
    private long _shortSince;

    /// <summary>Whether one more item may be begun.</summary>
    public bool HasRoom()
    {
        var shortage = cache.MakeRoom();
        lock (_lock)
        {
            var ofDisk = shortage is { IsOfDisk: true } ? shortage.Reason : null;
            _shortSince = _shortage is null ? clock.GetTimestamp() : _shortSince;
            _shortage = ofDisk;
        }

        if (shortage is not null)
        {
            if (_waits.Happens(out _, out _))
            {
                LogNoRoom(shortage.Reason);
            }

            return false;
        }

        if (_waits.TryEnd(TimeSpan.Zero, out var duration, out _))
        {
            LogRoom(duration);
        }

        return true;
    }

    public string? FindFault()
    {
        lock (_lock)
        {
            return _shortage is not null && clock.GetElapsedTime(_shortSince) >= Patience ? _shortage : null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No work is taken for want of scratch room. {Reason}")]
    private partial void LogNoRoom(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "There is scratch room again after {Duration}.")]
    private partial void LogRoom(TimeSpan duration);
}
