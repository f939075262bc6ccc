namespace StreamVerse.Storage.Relational.GrainStorage;

internal enum RowChangeKind
{
    Insert,
    Update,
    Delete,
}
