using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using StreamVerse.Grains.Abstractions.Administration;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Events;
using StreamVerse.Storage.Relational.DeadLetters;
using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Grains.Administration;

[StatelessWorker]
internal sealed partial class DeadLetterGrain(IDeadLetters letters, IClusterManifestProvider cluster, TimeProvider clock, ILogger<DeadLetterGrain> logger) : Grain, IDeadLetterGrain
{
    public async Task<DeadLetterPage> List(int limit, string? cursor)
    {
        if (limit is < 1 or > IDeadLetters.MaxRead)
        {
            throw new DomainException(ErrorKind.Invalid, "limit-invalid", $"A page has 1 to {IDeadLetters.MaxRead} events.");
        }

        try
        {
            var page = await letters.ListAsync(limit, cursor, CancellationToken.None);
            return new DeadLetterPage([.. page.Items.Select(View)], page.NextCursor);
        }
        catch (InvalidCursorException exception)
        {
            throw new DomainException(ErrorKind.Invalid, "cursor-invalid", "The cursor is not one that this list gave out. Begin again without one.", exception);
        }
    }

    public async Task Replay(Guid id)
    {
        var letter = await letters.FindAsync(id, CancellationToken.None)
            ?? throw new DomainException(ErrorKind.NotFound, "dead-letter-not-found", $"No event is set aside as {id:N}: it never was, or it has been replayed.");
        var consumer = GrainId.Parse(letter.Consumer, null);
        if (!cluster.Current.AllGrainManifests.Any(silo => silo.Grains.ContainsKey(consumer.Type)))
        {
            throw new DomainException(ErrorKind.Conflict, "consumer-unknown", $"No silo has the consumer '{letter.Consumer}': it was renamed, or removed. Give it that [GrainType] again to replay the event.");
        }

        try
        {
            await GrainFactory.GetGrain<IEventConsumerGrain>(consumer).Replay(EventMessage.Of(letter.Entry), CancellationToken.None);
        }
        catch (DomainException exception) when (exception.Code == EventConsumerGrain.ReplayFailed)
        {
            await letters.PutAsync(letter with { Error = exception.Message, Tries = letter.Tries + 1, SetAsideAt = clock.GetUtcNow() }, CancellationToken.None);
            throw;
        }

        // After a crash before this it is replayed again, which changes nothing.
        await letters.DeleteAsync(id, CancellationToken.None);
        LogReplayed(letter.Entry.Event.Type, letter.Entry.Event.Id, letter.Consumer);
    }

    private static DeadLetterView View(DeadLetter letter)
    {
        var (entityType, entityId, _, @event) = letter.Entry;
        return new DeadLetterView(
            letter.Id, letter.Consumer, @event.Id, @event.Topic, @event.Type, entityType, entityId, @event.OccurredAt, @event.Data.GetRawText(), letter.Error, letter.Tries, letter.SetAsideAt);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Event {Type} {EventId} was replayed to {Consumer}.")]
    private partial void LogReplayed(string type, Guid eventId, string consumer);
}
