using System.CommandLine;
using StreamVerse.Local;

// The host ends itself on Ctrl-C, and may take as long as giving back the work at hand takes.
return await LocalCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
