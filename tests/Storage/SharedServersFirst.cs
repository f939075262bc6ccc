using Xunit.Sdk;
using Xunit.v3;

namespace StreamVerse.Storage.Tests;

/// <summary>
/// Puts the tests that share a server first, which take as long as all others together: whatever begins last, the others end
/// before it, and the machine is idle.
/// </summary>
public sealed class SharedServersFirst : ITestCollectionOrderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(static collection => collection is IXunitTestCollection { CollectionDefinition: null })];
}
