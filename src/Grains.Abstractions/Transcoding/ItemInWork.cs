namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>An item that somebody works on now.</summary>
/// <param name="What">The item, for people: <c>video part 3 of 12</c>.</param>
/// <param name="Slot">Who has it: <c>worker/slot</c>.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="Seconds">For how long, in seconds.</param>
/// <param name="Speed">Seconds of the title done in a second; 0 until something is done.</param>
/// <param name="IsRace">Whether somebody slower had it before and has it still.</param>
[GenerateSerializer, Immutable]
[Alias("sv.ItemInWork")]
public sealed record ItemInWork(
    [property: Id(0)] string What,
    [property: Id(1)] string Slot,
    [property: Id(2)] double Progress,
    [property: Id(3)] double Seconds,
    [property: Id(4)] double Speed,
    [property: Id(5)] bool IsRace);
