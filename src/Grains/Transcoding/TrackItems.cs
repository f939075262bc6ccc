using System.Collections.Immutable;
using System.Globalization;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;

namespace StreamVerse.Grains.Transcoding;

/// <summary>The items of a job that adds a track to a version that exists: after the inspection, its renditions. None is urgent.</summary>
internal sealed class TrackItems : JobItems
{
    /// <summary>Sound that is shorter or longer than the pictures by less than this is nothing to speak of.</summary>
    private const double ToleratedSeconds = 3;

    private readonly TrackOrder _order;
    private readonly TrackSource _source;
    private readonly ImmutableArray<AudioRung> _audio;
    private readonly ImmutableArray<SubtitleRung> _subtitles;

    public TrackItems(TrackOrder order, TrackSource source)
    {
        (_order, _source) = (order, source);
        _audio = source.Audio is { } audio ? TrackPlanner.Audio(audio, order.Number, order.Language, order.Name, order.IsDefault) : [];
        _subtitles = order.Kind == TrackKind.Subtitles ? [TrackPlanner.Subtitles(order.Number, order.Language, order.Name)] : [];
    }

    public override int Count => First + _audio.Length + _subtitles.Length;

    public override int UrgentCount => First;

    public override WorkItem Work(int item) => item - First < _audio.Length
        ? new TrackAudioWork(_source, _order.Grid, _audio[item - First])
        : new TrackSubtitleWork(_order.Grid, _subtitles[item - First - _audio.Length]);

    public override bool IsResultOf(int item, WorkResult result) => item - First < _audio.Length ? result is AudioResult : result is SubtitleResult;

    public override ImmutableArray<string> EncodersOf(int item) => item - First < _audio.Length ? ["aac"] : [];

    public override double Weight(int item) => _order.Grid.DurationSeconds;

    /// <summary>Sentences for the uploader: what inspection found, and where the sound and the title differ in length.</summary>
    public ImmutableArray<string> Notices
    {
        get
        {
            var missing = _order.Grid.DurationSeconds - _source.DurationSeconds;
            return _audio.IsEmpty || Math.Abs(missing) <= ToleratedSeconds
                ? _source.Notices
                : _source.Notices.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The added track '{_order.Name}' is {Math.Abs(missing):0.0} s {(missing > 0 ? "shorter than the title: its end is silent" : "longer than the title: its end is cut off")}."));
        }
    }

    /// <summary>What was made; <see langword="null"/> until all of it is.</summary>
    public TrackRenditions? Renditions(IReadOnlyDictionary<int, WorkResult> results) => results.Count < Count - 1
        ? null
        : new TrackRenditions(
            [.. _audio.Select((rung, index) => PresentationBuilder.Audio(rung, ((AudioResult)results[First + index]).Rendition, _order.Grid))],
            [.. _subtitles.Select(PresentationBuilder.Subtitle)]);
}
