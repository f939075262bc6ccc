namespace StreamVerse.Storage.Relational.Migrations;

/// <summary>How a database's schema stands to this program's scripts. Scripts are named as files, in their order.</summary>
/// <param name="Applied">How many scripts have run, of whatever version.</param>
/// <param name="Pending">Scripts of this program that have not run.</param>
/// <param name="Newer">Scripts that have run, that this program does not know, and with which it may not go on.</param>
/// <param name="Additive">Scripts that have run and that this program does not know, which say that programs from before them go on as they are.</param>
internal sealed record SchemaState(int Applied, IReadOnlyList<string> Pending, IReadOnlyList<string> Newer, IReadOnlyList<string> Additive)
{
    /// <summary>Why no program of this version may use the database; null when one may, once the pending scripts have run.</summary>
    public string? NewerFault => Newer.Count == 0
        ? null
        : $"this program is older than the schema: it was migrated by a newer StreamVerse ({string.Join(", ", Newer)}). Run that version.";

    /// <summary>Why a program that does not migrate may not use the database yet; null when it may.</summary>
    public string? OlderFault => Pending.Count == 0
        ? null
        : $"its schema is older than this program: {string.Join(", ", Pending)} must be run first. Run 'migrate' of the silo's program, or set {RelationalOptions.Section}:{nameof(RelationalOptions.MigrateAtStart)}.";
}
