using StreamVerse.Chaos.Tests;

// A cluster under load wants all of a small machine.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(ChaosCluster))]
[assembly: AssemblyFixture(typeof(UndisturbedTitles))]
