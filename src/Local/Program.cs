using StreamVerse.Local;

return await LocalCommand.Create().Parse(args).InvokeAsync();
