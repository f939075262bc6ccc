using StreamVerse.Hosting;
using StreamVerse.Worker.Hosting;

return await StreamVerseHost.RunAsync(WorkerHost.Definition, args);
