using StreamVerse.Hosting;
using StreamVerse.Silo;

return await StreamVerseHost.RunAsync(SiloHost.Definition, args, MigrateCommand.Create());
