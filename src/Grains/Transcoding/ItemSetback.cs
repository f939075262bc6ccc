using System.Collections.Immutable;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Transcoding;

/// <summary>What has gone wrong over an item.</summary>
/// <param name="Tries">How often it has failed, for whatever reason that was told.</param>
/// <param name="Silences">How often whoever had it went silent.</param>
/// <param name="NotBefore">When it may be tried next.</param>
/// <param name="FailedOver">Workers over which it failed for a reason that is not a store's.</param>
/// <param name="BlamedBy">Of these, the ones that could not say that it was their own fault: it may be the item's.</param>
internal sealed record ItemSetback(int Tries, int Silences, DateTimeOffset NotBefore, ImmutableHashSet<string> FailedOver, ImmutableHashSet<string> BlamedBy)
{
    /// <summary>Nothing has.</summary>
    public static ItemSetback None { get; } = new(0, 0, DateTimeOffset.MinValue, [], []);

    /// <summary>One try more.</summary>
    /// <param name="worker">Whose; <see langword="null"/> where nobody had it.</param>
    /// <param name="kind">Who is to blame.</param>
    /// <param name="notBefore">When it may be tried next.</param>
    public ItemSetback Add(string? worker, WorkFailureKind kind, DateTimeOffset notBefore) => new(
        Tries + 1,
        Silences,
        notBefore,
        worker is null || kind == WorkFailureKind.Store ? FailedOver : FailedOver.Add(worker),
        worker is null || kind != WorkFailureKind.Transient ? BlamedBy : BlamedBy.Add(worker));

    /// <summary>Its worker went silent: somebody else may have it at once.</summary>
    /// <param name="worker">Whose silence it is.</param>
    /// <param name="now">When that was found out.</param>
    public ItemSetback AddSilence(string worker, DateTimeOffset now) => this with { Silences = Silences + 1, NotBefore = now, FailedOver = FailedOver.Add(worker) };

    /// <summary>Whether a worker may try it.</summary>
    public bool AllowsAt(DateTimeOffset now, string worker, TimeSpan othersFirst) =>
        now >= (FailedOver.Contains(worker) ? NotBefore + othersFirst : NotBefore);
}
