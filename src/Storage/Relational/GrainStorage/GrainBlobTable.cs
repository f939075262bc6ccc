namespace StreamVerse.Storage.Relational.GrainStorage;

/// <summary>States that nobody queries: all in one table, keyed by state name, grain type and grain key.</summary>
internal sealed class GrainBlobTable<TState>() : GrainTable<TState>("platform", "grain_state")
    where TState : class
{
    internal override bool IsShared => true;

    internal override string RowId(string stateName, GrainId grainId) => $"{stateName}/{grainId}";
}
