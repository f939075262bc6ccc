namespace StreamVerse.Storage.Relational.Activity;

/// <summary>Something that happened to a title, for people to read.</summary>
/// <param name="Id">The id of the event that tells of it.</param>
/// <param name="OrgId">The tenant.</param>
/// <param name="TitleId">The title, which may be gone by now.</param>
/// <param name="Title">Its name at that time; null where the event does not tell.</param>
/// <param name="Kind">What happened, for example <c>published</c>.</param>
/// <param name="Code">Of a failure: a stable name for programs.</param>
/// <param name="Message">Of a failure: a sentence for people.</param>
/// <param name="OccurredAt">When.</param>
public sealed record ActivityEntry(
    Guid Id, Guid OrgId, Guid TitleId, string? Title, string Kind, string? Code, string? Message, DateTimeOffset OccurredAt);
