using System.CommandLine;
using StreamVerse.Cluster;

// The supervisor ends itself on Ctrl-C, and takes as long as those that it looks after need.
return await ClusterCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
