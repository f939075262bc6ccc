using System.Collections.Immutable;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Transcoding;

/// <summary>The numbered items of a job, a pure function of what it is to make: 0 is the inspection, then comes the rest in order.</summary>
internal abstract class JobItems
{
    public const int Inspection = 0;
    public const int First = 1;

    /// <summary>Items of all, the inspection included.</summary>
    public abstract int Count { get; }

    /// <summary>Items below this number stand between a viewer and the first picture.</summary>
    public abstract int UrgentCount { get; }

    /// <summary>The items of a job, or <see langword="null"/> before its inspection.</summary>
    public static JobItems? Of(JobRecord job) => job switch
    {
        { Source: { } source, Plan: { } plan } => new TitleItems(source, plan),
        { Track: { } track, TrackSource: { } source } => new TrackItems(track, source),
        _ => null,
    };

    /// <summary>The inspection of a job.</summary>
    public static WorkItem InspectionOf(JobRecord job) => job.Track is { } track ? new TrackInspectWork(track.Kind, track.Language) : new InspectWork();

    /// <summary>What is to be done for an item after the inspection.</summary>
    public abstract WorkItem Work(int item);

    /// <summary>Whether a result is one that an item can have.</summary>
    public abstract bool IsResultOf(int item, WorkResult result);

    /// <summary>Encoders that an item needs.</summary>
    public abstract ImmutableArray<string> EncodersOf(int item);

    /// <summary>An item's share of the job's work, in seconds of the title: decoding and encoding pictures is nearly all of it.</summary>
    public abstract double Weight(int item);
}
