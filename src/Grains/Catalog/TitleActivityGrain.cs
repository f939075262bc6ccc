using System.Text.Json;
using StreamVerse.Grains.Events;
using StreamVerse.Storage.Relational.Activity;

namespace StreamVerse.Grains.Catalog;

/// <summary>Writes down for people what happens to a title. An entry has its event's id, so an event that comes again adds nothing.</summary>
[GrainType("title-activity")]
[ImplicitStreamSubscription(Topics.Catalog)]
internal sealed class TitleActivityGrain(IActivityLog activity, EventConsumerTools tools) : EventConsumerGrain(tools)
{
    protected override Task TakeAsync(EventMessage @event, CancellationToken cancellationToken)
    {
        if (KindOf(@event.Type) is not { } kind)
        {
            return Task.CompletedTask;
        }

        var facts = @event.Facts();
        ActivityEntry entry = new(
            @event.Id,
            facts.GetProperty("orgId").GetGuid(),
            facts.GetProperty("titleId").GetGuid(),
            Text(facts, "title"),
            kind,
            Text(facts, "code"),
            Text(facts, "message"),
            @event.OccurredAt);
        return activity.AddAsync(entry, cancellationToken);
    }

    private static string? KindOf(string type) => type switch
    {
        TitleEvents.Created => "uploaded",
        TitleEvents.Published => "published",
        TitleEvents.Failed => "failed",
        TitleEvents.Deleted => "deleted",
        TitleEvents.TrackAdded => "track-added",
        TitleEvents.TrackRemoved => "track-removed",
        TitleEvents.RenditionRemoved => "rendition-removed",
        TitleEvents.OriginalDeleted => "original-deleted",
        TitleEvents.Reencoded => "reencoded",
        TitleEvents.ReencodeFailed => "reencode-failed",
        _ => null,
    };

    /// <summary>Events of older versions tell less.</summary>
    private static string? Text(JsonElement facts, string name) => facts.TryGetProperty(name, out var value) ? value.GetString() : null;
}
