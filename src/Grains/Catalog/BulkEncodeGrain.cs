using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Grains.Catalog;

internal sealed partial class BulkEncodeGrain(
    [PersistentState("bulk-encode")] IPersistentState<BulkEncodeRecord> state,
    IRowQueries rows,
    IOptions<CatalogOptions> options,
    TimeProvider clock,
    ILogger<BulkEncodeGrain> logger) : Grain, IBulkEncodeGrain
{
    private const int MaxProblems = 50;

    /// <summary>Titles asked at most before the row is written, so that little is asked again after a crash.</summary>
    private const int MostAsked = 64;

    /// <summary>Steps in a row that one title may hold up, a minute of them: then the others go on without it.</summary>
    private const int MostFailures = 30;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private static readonly TitleError s_unknown = new("internal", "The title did not answer for a minute; the silos' logs say why.");

    private readonly EncodedTitles _titles = new(rows);
    private readonly Dictionary<Guid, int> _failures = [];
    private IGrainTimer? _steps;

    private Guid Id => this.GetPrimaryKey();

    private BulkEncodeRecord Order => state.State;

    private bool IsOpen => state.RecordExists && Order.State is BulkEncodeState.Running or BulkEncodeState.Cancelling;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => Resume();

    public Task<int> Count(BulkEncodeQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _titles.CountAsync(query.OrgId, query.EncodedBefore ?? clock.GetUtcNow(), CancellationToken.None);
    }

    public async Task<BulkEncodeView> Start(NewBulkEncode order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (state.RecordExists)
        {
            return (Query, Order.Priority) == (order.Query, order.Priority)
                ? View()
                : throw new DomainException(ErrorKind.Conflict, "idempotency-key-reused", "This Idempotency-Key was used for another order. Use a new key.");
        }

        var now = clock.GetUtcNow();
        (Order.EncodedBefore, Order.OrgId, Order.Priority, Order.RequestedAt) = (order.Query.EncodedBefore, order.Query.OrgId, order.Priority, now);
        Order.Found = await _titles.CountAsync(Order.OrgId, Before, CancellationToken.None);
        await WriteAsync();
        LogBegun(Id, Order.Found);
        await Resume();
        return View();
    }

    public Task<BulkEncodeView> Get()
    {
        ThrowIfAbsent();
        return Task.FromResult(View());
    }

    public async Task Cancel()
    {
        ThrowIfAbsent();
        if (Order.State == BulkEncodeState.Running)
        {
            Order.State = BulkEncodeState.Cancelling;
            await WriteAsync();
            await Resume();
        }
    }

    public Task Resume()
    {
        if (IsOpen)
        {
            // Not interleaved: a step and a cancellation must not both write.
            _steps ??= this.RegisterGrainTimer(Step, new GrainTimerCreationOptions(TimeSpan.Zero, Interval) { KeepAlive = true });
            _steps.Change(TimeSpan.Zero, Interval);
        }

        return Task.CompletedTask;
    }

    private DateTimeOffset Before => Order.EncodedBefore ?? Order.RequestedAt;

    private BulkEncodeQuery Query => new(Order.EncodedBefore, Order.OrgId);

    private async Task Step(CancellationToken cancellationToken)
    {
        try
        {
            if (IsOpen && await MoveOn(cancellationToken))
            {
                await WriteAsync();
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // What was not written is asked again: the re-encodes' ids make that harmless.
            LogPostponed(exception, Id);
        }

        if (!IsOpen)
        {
            _steps?.Dispose();
            _steps = null;
        }
    }

    /// <returns>Whether anything has changed.</returns>
    private async Task<bool> MoveOn(CancellationToken cancellationToken)
    {
        var isChanged = await (Order.State == BulkEncodeState.Cancelling ? CallOff(cancellationToken) : Look());
        if (Order.State == BulkEncodeState.Running)
        {
            isChanged |= await Fill(cancellationToken);
        }

        if (Order.Running.Count == 0 && (Order.State == BulkEncodeState.Cancelling || (Order.IsListed && Order.Waiting.Count == 0)))
        {
            Order.State = Order.State == BulkEncodeState.Cancelling ? BulkEncodeState.Cancelled : BulkEncodeState.Done;
            (Order.EndedAt, Order.Waiting) = (clock.GetUtcNow(), []);
            LogEnded(Id, Order.State, Order.Done, Order.Failed, Order.Skipped);
            isChanged = true;
        }

        return isChanged;
    }

    /// <summary>Looks what has become of those under way.</summary>
    private async Task<bool> Look()
    {
        var isChanged = false;
        foreach (var titleId in Order.Running.ToList())
        {
            TitleEncode? encode;
            try
            {
                encode = await FindAsync(titleId);
                _failures.Remove(titleId);
            }
            catch (Exception exception) when (IsEnough(titleId, exception))
            {
                isChanged = Order.Running.Remove(titleId);
                Order.Failed++;
                Note(titleId, s_unknown);
                continue;
            }

            if (encode?.State is EncodeState.Encoding or EncodeState.Tracks)
            {
                continue;
            }

            isChanged = Order.Running.Remove(titleId);
            switch (encode?.State)
            {
                case EncodeState.Done:
                    Order.Done++;
                    break;
                case EncodeState.Failed:
                    Order.Failed++;
                    Note(titleId, encode.Error ?? new TitleError("internal", "It failed."));
                    break;
                default:
                    Order.Skipped++;
                    Note(titleId, new TitleError("encode-dismissed", "The re-encode was called off, or the title was deleted."));
                    break;
            }
        }

        return isChanged;
    }

    private async Task<TitleEncode?> FindAsync(Guid titleId)
    {
        try
        {
            var encode = (await GrainFactory.GetGrain<ITitleGrain>(titleId).Get()).Encode;
            return encode?.Id == EncodeId(titleId).ToString("N") ? encode : null;
        }
        catch (DomainException exception) when (exception.Kind == ErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Orders more, as many as may be under way at once.</summary>
    private async Task<bool> Fill(CancellationToken cancellationToken)
    {
        var isChanged = false;
        for (var asked = 0; asked < MostAsked && Order.Running.Count < options.Value.BulkEncodes; asked++)
        {
            if (Order.Waiting.Count == 0)
            {
                if (Order.IsListed)
                {
                    break;
                }

                var (titles, next) = await _titles.ListAsync(Order.OrgId, Before, Order.Cursor, cancellationToken);
                (Order.Waiting, Order.Cursor, Order.IsListed) = ([.. titles], next, next is null);
                isChanged = true;
                continue;
            }

            var titleId = Order.Waiting[0];
            try
            {
                await GrainFactory.GetGrain<ITitleGrain>(titleId).Encode(new NewEncode(EncodeId(titleId), Order.Priority));
                Order.Running.Add(titleId);
            }
            catch (DomainException exception) when (!exception.IsOfStore)
            {
                Order.Skipped++;
                Note(titleId, new TitleError(exception.Code, exception.Message));
            }
            catch (Exception exception) when (IsEnough(titleId, exception))
            {
                Order.Skipped++;
                Note(titleId, s_unknown);
            }

            _failures.Remove(titleId);
            Order.Waiting.RemoveAt(0);
            isChanged = true;
        }

        return isChanged;
    }

    private async Task<bool> CallOff(CancellationToken cancellationToken)
    {
        foreach (var titleId in await MaybeBegunAsync(cancellationToken))
        {
            await DismissAsync(titleId);
        }

        foreach (var titleId in Order.Running.ToList())
        {
            var encode = await DismissAsync(titleId);
            Order.Running.Remove(titleId);
            (Order.Done, Order.Skipped) = encode?.State == EncodeState.Done ? (Order.Done + 1, Order.Skipped) : (Order.Done, Order.Skipped + 1);
        }

        return true;
    }

    /// <summary>The titles that were next: one of them may have been asked for before a crash, and nobody wrote that down.</summary>
    private async Task<IReadOnlyList<Guid>> MaybeBegunAsync(CancellationToken cancellationToken)
    {
        if (Order.Waiting.Count == 0 && !Order.IsListed)
        {
            var (titles, _) = await _titles.ListAsync(Order.OrgId, Before, Order.Cursor, cancellationToken);
            return [.. titles.Take(MostAsked)];
        }

        return [.. Order.Waiting.Take(MostAsked)];
    }

    private async Task<TitleEncode?> DismissAsync(Guid titleId)
    {
        try
        {
            var encode = await FindAsync(titleId);
            if (encode?.State is EncodeState.Encoding or EncodeState.Tracks)
            {
                await GrainFactory.GetGrain<ITitleGrain>(titleId).DismissEncode(EncodeId(titleId));
            }

            return encode;
        }
        catch (Exception exception) when (IsEnough(titleId, exception))
        {
            return null;
        }
    }

    /// <summary>Whether a title has failed to answer so often that the others no longer wait for it. A store that is away is nothing that the title could help.</summary>
    private bool IsEnough(Guid titleId, Exception exception)
    {
        if (exception is OperationCanceledException or DomainException { IsOfStore: true })
        {
            return false;
        }

        var failures = _failures[titleId] = _failures.GetValueOrDefault(titleId) + 1;
        if (failures < MostFailures)
        {
            return false;
        }

        LogTitleSkipped(exception, Id, titleId);
        return _failures.Remove(titleId);
    }

    /// <summary>The id of a title's re-encode follows from the order's: asked for twice, it is made once.</summary>
    private Guid EncodeId(Guid titleId) => new(SHA256.HashData([.. Id.ToByteArray(), .. titleId.ToByteArray()]).AsSpan(0, 16));

    private void Note(Guid titleId, TitleError error)
    {
        Order.Problems.Add(new BulkEncodeProblem(titleId.ToString("N"), error with { Log = null }));
        if (Order.Problems.Count > MaxProblems)
        {
            Order.Problems.RemoveAt(0);
        }
    }

    private Task WriteAsync() => this.StoreOrForgetAsync(state);

    private BulkEncodeView View() => new(
        Id.ToString("N"), Order.State, Query, Order.Priority, Order.Found, Order.Running.Count, Order.Done, Order.Failed, Order.Skipped, [.. Order.Problems], Order.RequestedAt, Order.EndedAt);

    private void ThrowIfAbsent()
    {
        if (!state.RecordExists)
        {
            throw new DomainException(ErrorKind.NotFound, "bulk-encode-not-found", $"There is no order {Id:N} to encode titles anew.");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Order {OrderId} encodes {Found} titles anew.")]
    private partial void LogBegun(Guid orderId, int found);

    [LoggerMessage(Level = LogLevel.Information, Message = "Order {OrderId} to encode titles anew is {State}: {Done} done, {Failed} failed, {Skipped} passed over.")]
    private partial void LogEnded(Guid orderId, BulkEncodeState state, int done, int failed, int skipped);

    [LoggerMessage(Level = LogLevel.Error, Message = "Order {OrderId} to encode titles anew goes on without title {TitleId}, which does not answer.")]
    private partial void LogTitleSkipped(Exception exception, Guid orderId, Guid titleId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {OrderId} to encode titles anew cannot go on now; trying again.")]
    private partial void LogPostponed(Exception exception, Guid orderId);
}
