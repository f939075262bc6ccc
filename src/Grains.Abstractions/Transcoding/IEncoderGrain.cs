using Orleans.Concurrency;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>One encoding slot of a worker (key: <c>worker/slot</c>): it leases an item, does it, hands it in, again and again.</summary>
[Alias("sv.IEncoderGrain")]
public interface IEncoderGrain : IGrainWithStringKey
{
    /// <summary>Starts leasing. Idempotent.</summary>
    [Alias("Start")]
    [ResponseTimeout("00:00:10")]
    Task Start();

    /// <summary>Stops leasing; the item at hand is given back at once, to be done by somebody else.</summary>
    [Alias("Stop")]
    [ResponseTimeout("00:00:10")]
    Task Stop();

    /// <summary>What the slot is doing.</summary>
    [ReadOnly]
    [Alias("GetStatus")]
    Task<EncoderStatus> GetStatus();
}
