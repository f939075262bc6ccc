using StreamVerse.Storage.Tests;

// Servers that start, and tests that wait for them, leave a small machine idle for most of their time.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.Collections, MaxThreads = 4)]
[assembly: TestCollectionOrderer(typeof(SharedServersFirst))]
