// Programs that start, and wait for what they lack, leave a small machine idle for most of their time.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.Collections, MaxThreads = 4)]
