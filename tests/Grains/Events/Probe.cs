namespace StreamVerse.Grains.Tests.Events;

/// <summary>What a test sees of one entity's consumer, and has it do.</summary>
public sealed class Probe
{
    private readonly Lock _lock = new();
    private readonly List<int> _arrivals = [];
    private IReadOnlyList<int> _taken = [];

    /// <summary>Called when an event comes, with its number and how often it has come; may throw, or wait.</summary>
    public Func<int, int, Task> OnArrival { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>Called when the effect of an event is stored and the event not acknowledged yet.</summary>
    public Func<int, Task> OnTaken { get; set; } = static _ => Task.CompletedTask;

    /// <summary>The consumer, once an event came.</summary>
    public IAddressable? Consumer { get; private set; }

    /// <summary>Numbers of the events in the order in which they came, tries and repetitions included.</summary>
    public IReadOnlyList<int> Arrivals
    {
        get
        {
            lock (_lock)
            {
                return [.. _arrivals];
            }
        }
    }

    /// <summary>Numbers of the events whose effect is stored, as the row has them.</summary>
    public IReadOnlyList<int> Taken => Volatile.Read(ref _taken);

    public Task ArrivedAsync(int number, IAddressable consumer)
    {
        int times;
        lock (_lock)
        {
            Consumer = consumer;
            _arrivals.Add(number);
            times = _arrivals.Count(arrival => arrival == number);
        }

        return OnArrival(number, times);
    }

    public Task TakenAsync(int number, IEnumerable<int> taken)
    {
        Volatile.Write(ref _taken, [.. taken]);
        return OnTaken(number);
    }
}
