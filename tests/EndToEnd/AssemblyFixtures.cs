using StreamVerse.EndToEnd.Tests;
using StreamVerse.EndToEnd.Tests.Browser;

// Each test has the machine for itself: encodes, a browser and a server want all of a small one.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(Studio))]
[assembly: AssemblyFixture(typeof(Chromium))]
