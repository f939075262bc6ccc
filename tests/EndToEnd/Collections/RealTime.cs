namespace StreamVerse.EndToEnd.Tests.Collections;

/// <summary>Tests in which something plays as fast as a viewer sees it, or must be done within a time: they run when all others are through, and have the machine for themselves.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class RealTime;
