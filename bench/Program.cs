using StreamVerse.Bench;

return await BenchCommand.Create().Parse(args).InvokeAsync();
