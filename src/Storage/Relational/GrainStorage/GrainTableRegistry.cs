using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace StreamVerse.Storage.Relational.GrainStorage;

/// <summary>Which table holds which state.</summary>
internal sealed class GrainTableRegistry
{
    private readonly FrozenDictionary<Type, GrainRows> _rows;

    public GrainTableRegistry(
        IEnumerable<GrainTable> registered, IRelationalStore store, IOptions<RelationalJsonOptions> json, IServiceProvider services)
    {
        var options = json.Value.Freeze();
        Dictionary<Type, GrainRows> rows = [];
        HashSet<string> tables = [];
        foreach (var table in registered)
        {
            if (!rows.TryAdd(table.StateType, table.CreateRows(store.Dialect, options, services)))
            {
                throw new InvalidOperationException($"The state {table.StateType} is registered twice; keep one AddGrainTable or AddGrainBlob.");
            }

            if (!table.IsShared && !tables.Add($"{table.Schema}.{table.Table}"))
            {
                throw new InvalidOperationException($"The table {table.Schema}.{table.Table} is registered for two states; a table holds one.");
            }
        }

        _rows = rows.ToFrozenDictionary();
    }

    public GrainRows<TState> For<TState>() => (GrainRows<TState>)For(typeof(TState));

    public GrainRows For(Type stateType) => _rows.TryGetValue(stateType, out var rows)
        ? rows
        : throw new InvalidOperationException(
            $"No table is registered for the grain state {stateType}: derive from GrainTable<{stateType.Name}> and register it with "
            + $"services.AddGrainTable<...>(), or with services.AddGrainBlob<{stateType.Name}>() if nobody will ever query it.");
}
