namespace StreamVerse.Storage.Tests.Reminders;

[Alias("test.reminded")]
public interface IReminded : IGrainWithGuidKey
{
    [Alias("RemindAsync")]
    Task RemindAsync();

    [Alias("RememberAsync")]
    Task<IReadOnlyList<string>> RememberAsync(string note);
}
