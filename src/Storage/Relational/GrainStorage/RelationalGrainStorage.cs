using System.Globalization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Storage.Relational.GrainStorage;

/// <summary>Orleans' grain storage: one grain, one row, one statement a write; the row's version is the ETag.</summary>
internal sealed class RelationalGrainStorage(
    IRelationalStore store, GrainTableRegistry registry, IActivatorProvider activators, OutboxSignal signal, TimeProvider time) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var rows = registry.For<T>();
        var id = rows.Table.RowId(stateName, grainId);
        var found = await store.QueryAsync(
            rows.Statements.Read, [id], static reader => (Version: reader.GetInt64(0), Data: reader.GetFieldValue<byte[]>(1)), cancellationToken);
        if (found.Count == 0)
        {
            Reset(grainState);
            return;
        }

        grainState.State = rows.Codec.Read(found[0].Data, $"{rows.Statements.Table} row '{id}'");
        Stored(grainState, found[0].Version);
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var rows = registry.For<T>();
        var now = SqlTime.Truncate(time.GetUtcNow());
        var expected = ParseVersion(grainState.ETag);
        var state = grainState.State ?? throw new InvalidOperationException($"{grainId} has no state to write; use ClearStateAsync.");
        using var data = rows.Codec.Write(state);
        RowChange change = new()
        {
            Statements = rows.Statements,
            Kind = expected is null ? RowChangeKind.Insert : RowChangeKind.Update,
            Id = rows.Table.RowId(stateName, grainId),
            Version = expected + 1 ?? SqlTime.ToUnixMicroseconds(now),
            At = now,
            Data = data.WrittenMemory,
            Columns = rows.ReadColumns(state),
            Events = PendingEvents(state, grainId),
        };
        await ApplyAsync(change, grainState.ETag, cancellationToken);
        Stored(grainState, change.Version);
        (state as IRaisesEvents)?.ClearEvents();
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var rows = registry.For<T>();
        var id = rows.Table.RowId(stateName, grainId);
        var events = PendingEvents(grainState.State, grainId);
        if (ParseVersion(grainState.ETag) is { } expected)
        {
            RowChange change = new()
            {
                Statements = rows.Statements,
                Kind = RowChangeKind.Delete,
                Id = id,
                Version = expected + 1,
                At = SqlTime.Truncate(time.GetUtcNow()),
                Events = events,
            };
            await ApplyAsync(change, grainState.ETag, cancellationToken);
        }
        else if (events.Count > 0)
        {
            throw new InvalidOperationException($"{grainId} has no stored state to clear, so its events cannot be stored with that.");
        }
        else if (await ReadVersionAsync(rows.Statements, id, cancellationToken) is { } stored)
        {
            throw Conflict(rows.Statements, id, stored, grainState.ETag);
        }

        (grainState.State as IRaisesEvents)?.ClearEvents();
        Reset(grainState);
    }

    private static IReadOnlyList<DomainEvent> PendingEvents<T>(T state, GrainId grainId)
    {
        var events = (state as IRaisesEvents)?.PendingEvents ?? [];
        return events.Count <= OutboxSequence.EventsPerVersion
            ? events
            : throw new InvalidOperationException($"{grainId} raised {events.Count} events in one write; {OutboxSequence.EventsPerVersion} is the most.");
    }

    private static long? ParseVersion(string? etag) => string.IsNullOrEmpty(etag)
        ? null
        : long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version < long.MaxValue
            ? version
            : throw new InconsistentStateException($"The ETag '{etag}' is not one of this storage's.");

    private static void Stored<T>(IGrainState<T> grainState, long version)
    {
        grainState.ETag = version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    private static InconsistentStateException Conflict(RowStatements statements, string id, long? stored, string? etag) => new(
        $"{statements.Table} row '{id}' was changed by another activation: read it again and decide anew.",
        stored?.ToString(CultureInfo.InvariantCulture) ?? "none",
        etag ?? "none");

    private async Task ApplyAsync(RowChange change, string? etag, CancellationToken cancellationToken)
    {
        if (!await store.WriteRowAsync(change, cancellationToken))
        {
            var stored = await ReadVersionAsync(change.Statements, change.Id, cancellationToken);
            throw Conflict(change.Statements, change.Id, stored, etag);
        }

        if (change.Events.Count > 0)
        {
            signal.Raise(OutboxBucket.Of(change.Id) % store.Dialect.OutboxBuckets);
        }
    }

    private async Task<long?> ReadVersionAsync(RowStatements statements, string id, CancellationToken cancellationToken)
    {
        var found = await store.QueryAsync(statements.ReadVersion, [id], static reader => reader.GetInt64(0), cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    private void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = activators.GetActivator<T>().Create();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }
}
