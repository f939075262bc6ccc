using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using StreamVerse.Storage.Health;

namespace StreamVerse.Storage.Clocks;

/// <summary>
/// How far this machine's clock is from the one that it is compared with: shown as a metric (meter
/// <c>StreamVerse.Clock</c>), and told in the log once a minute as long as it is too far.
/// </summary>
public sealed partial class ClockSkew
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "StreamVerse.Clock";

    /// <summary>
    /// How far is too far. Silos write every 5 s by their own clocks that they live, and others take that for old or new by
    /// theirs; the alert has the same limit.
    /// </summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly ILogger<ClockSkew> _logger;
    private readonly Recurrence _wrong;
    private Box? _last;

    /// <summary>Nothing is shown before the first comparison.</summary>
    /// <param name="meters">Makes meters.</param>
    /// <param name="clock">Tells when a minute is over, whatever the time of day does.</param>
    /// <param name="logger">The log.</param>
    public ClockSkew(IMeterFactory meters, TimeProvider clock, ILogger<ClockSkew> logger)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _logger = logger;
        _wrong = new Recurrence(clock, StoreOutages.ReminderInterval);
        meters.Create(MeterName).CreateObservableGauge(
            "streamverse.clock.skew", Measure, "s", "How far this machine's clock is ahead of the relational store's (of a worker: of its gateway's); negative where it is behind.");
    }

    /// <summary>Takes note of a comparison.</summary>
    /// <param name="reference">Whose clock it was, for people: <c>relational store</c>, <c>gateway</c>.</param>
    /// <param name="skew">How far this machine's clock is ahead; negative where it is behind.</param>
    public void Note(string reference, TimeSpan skew)
    {
        Volatile.Write(ref _last, new Box(skew));
        if (skew.Duration() <= Limit)
        {
            if (_wrong.TryEnd(TimeSpan.Zero, out _, out _))
            {
                LogRight(reference);
            }
        }
        else if (_wrong.Happens(out _, out _))
        {
            LogWrong(Math.Round(skew.Duration().TotalSeconds, 1), skew > TimeSpan.Zero ? "ahead of" : "behind", reference);
        }
    }

    /// <summary>Shows nothing any more: there is nobody to compare with.</summary>
    public void Forget() => Volatile.Write(ref _last, null);

    private IEnumerable<Measurement<double>> Measure() =>
        Volatile.Read(ref _last) is { } last ? [new Measurement<double>(last.Skew.TotalSeconds)] : [];

    [LoggerMessage(Level = LogLevel.Warning, Message = "This machine's clock is {Seconds} s {Direction} that of the {Reference}. Silos with wrong clocks take each other for dead, and tokens, links and sessions end at the wrong time: have a time service (chrony, systemd-timesyncd) set the clocks of both machines.")]
    private partial void LogWrong(double seconds, string direction, string reference);

    [LoggerMessage(Level = LogLevel.Information, Message = "This machine's clock agrees with that of the {Reference} again.")]
    private partial void LogRight(string reference);

    /// <summary>Read and written as one.</summary>
    private sealed record Box(TimeSpan Skew);
}
