using System.Text.Json.Nodes;

namespace StreamVerse.Storage.Relational.GrainStorage;

/// <summary>
/// Brings stored states of older programs to today's form. A state without an upgrader has version 1. Raise
/// <see cref="CurrentVersion"/> when the state's JSON changes in a way that reading alone does not bridge (adding an
/// optional property needs nothing: older programs that run beside this one keep it unread. Its name must be new, as a
/// row may still hold what another program meant by an old one).
/// </summary>
/// <typeparam name="TState">The state.</typeparam>
public interface IStateUpgrader<TState>
{
    /// <summary>The version that this program writes, 1 or more; stored in the JSON as <c>$v</c>.</summary>
    int CurrentVersion { get; }

    /// <summary>Rewrites an older state. The row itself changes only with the grain's next write.</summary>
    /// <param name="state">The stored JSON without <c>$v</c>; may be changed in place.</param>
    /// <param name="version">Its version, 1 to <see cref="CurrentVersion"/> - 1.</param>
    /// <returns>The state in the current version's form.</returns>
    JsonObject Upgrade(JsonObject state, int version);
}
