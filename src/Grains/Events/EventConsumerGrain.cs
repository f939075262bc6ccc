using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Orleans.Streams.Core;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Storage;
using StreamVerse.Storage.Relational.DeadLetters;

namespace StreamVerse.Grains.Events;

/// <summary>
/// A consumer of domain events: derive, name the topic with <c>[ImplicitStreamSubscription]</c>, and give the grain a
/// <c>[GrainType]</c>, as that name is stored with what is set aside. Events of an entity come one by one, in order, and
/// at least once. One that it cannot take is tried some times and then set aside, where people see it and can have it
/// replayed; later events go on.
/// </summary>
/// <param name="tools">What every consumer works with.</param>
internal abstract partial class EventConsumerGrain(EventConsumerTools tools) : Grain, IEventConsumerGrain, IStreamSubscriptionObserver, IAsyncObserver<EventMessage>
{
    /// <summary>The code of a replay that the consumer could not take.</summary>
    public const string ReplayFailed = "replay-failed";

    private const int MaxErrorLength = 500;

    private const int Remembered = 32;

    /// <summary>
    /// The last events that this activation took or set aside, which come again when a bucket changes hands. By their ids,
    /// not by the last number: a clock that is set back must not make new events of an entity look like old ones.
    /// </summary>
    private readonly Queue<Guid> _recent = new(Remembered);

    private Guid _failing;
    private int _tries;

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => await handleFactory.Create<EventMessage>().ResumeAsync(this);

    public async Task OnNextAsync(EventMessage item, StreamSequenceToken? token = null)
    {
        if (_recent.Contains(item.Id))
        {
            return;
        }

        try
        {
            await TakeAsync(item, CancellationToken.None);
        }
        catch (Exception exception) when (!MayPass(exception))
        {
            (_tries, _failing) = (_failing == item.Id ? _tries + 1 : 1, item.Id);
            if (_tries < tools.Options.MaxTries)
            {
                throw;
            }

            await SetAsideAsync(item, exception);
        }

        Remember(item.Id);
    }

    public Task OnErrorAsync(Exception ex)
    {
        LogError(tools.Logger, ex, this.GetGrainId());
        return Task.CompletedTask;
    }

    public async Task Replay(EventMessage @event, CancellationToken cancellationToken)
    {
        try
        {
            await TakeAsync(@event, cancellationToken);
        }
        catch (Exception exception) when (!MayPass(exception))
        {
            LogReplayFailed(tools.Logger, exception, @event.Type, @event.Id, this.GetGrainId());
            throw new DomainException(ErrorKind.Conflict, ReplayFailed, Describe(exception), exception);
        }
    }

    /// <summary>
    /// Does what the event is to bring about. It may be called again with the same event, after a silo died, so the effect
    /// is stored together with the event's id, or under it: doing it twice is then doing it once. A replayed event comes
    /// after later ones.
    /// </summary>
    /// <param name="event">The event. Types that mean nothing to the consumer are to be passed over.</param>
    /// <param name="cancellationToken">Gives up.</param>
    protected abstract Task TakeAsync(EventMessage @event, CancellationToken cancellationToken);

    /// <summary>Whether a failure comes of something that is away and will be back, rather than of the event.</summary>
    private static bool MayPass(Exception exception) =>
        StoreUnavailableException.FindIn(exception) is not null
        || exception is DomainException { IsOfStore: true } or TimeoutException or OperationCanceledException or SiloUnavailableException or OrleansMessageRejectionException;

    private static string Describe(Exception exception)
    {
        var line = exception.Message.ReplaceLineEndings(" ");
        return line.Length <= MaxErrorLength ? line : line[..MaxErrorLength];
    }

    /// <summary>The same for the same event and consumer, so that setting it aside twice is doing it once.</summary>
    private static Guid LetterId(Guid eventId, GrainId consumer) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{eventId:N}/{consumer}")).AsSpan(0, 16), bigEndian: true);

    private void Remember(Guid id)
    {
        if (_recent.Count == Remembered)
        {
            _recent.Dequeue();
        }

        _recent.Enqueue(id);
    }

    private async Task SetAsideAsync(EventMessage item, Exception exception)
    {
        var me = this.GetGrainId();
        DeadLetter letter = new(LetterId(item.Id, me), me.ToString(), item.ToEntry(), Describe(exception), _tries, tools.Clock.GetUtcNow());
        await tools.Letters.PutAsync(letter, CancellationToken.None);
        tools.Metrics.AddSetAside();
        LogSetAside(tools.Logger, exception, item.Type, item.Id, item.EntityId, me, _tries, letter.Id);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Type} {EventId} of {EntityId} is set aside as {LetterId}: {Consumer} could not take it in {Tries} tries.")]
    private static partial void LogSetAside(ILogger logger, Exception exception, string type, Guid eventId, string entityId, GrainId consumer, int tries, Guid letterId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event {Type} {EventId} was replayed, and {Consumer} could not take it.")]
    private static partial void LogReplayFailed(ILogger logger, Exception exception, string type, Guid eventId, GrainId consumer);

    [LoggerMessage(Level = LogLevel.Error, Message = "The stream of {Consumer} failed.")]
    private static partial void LogError(ILogger logger, Exception exception, GrainId consumer);
}
