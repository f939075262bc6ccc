using StreamVerse.EndToEnd.Tests;
using StreamVerse.EndToEnd.Tests.Browser;

// One test at a time has the machine, as encodes, a browser and a server want all of a small one; but see Waiting and RealTime.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.Collections, MaxThreads = 2)]
[assembly: AssemblyFixture(typeof(Studio))]
[assembly: AssemblyFixture(typeof(Chromium))]
