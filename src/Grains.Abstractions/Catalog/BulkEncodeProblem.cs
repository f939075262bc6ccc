namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>A title that an order to encode many anew has passed over, or that failed.</summary>
/// <param name="TitleId">The title, 32 hexadecimal digits.</param>
/// <param name="Error">Why.</param>
[GenerateSerializer, Immutable]
[Alias("sv.BulkEncodeProblem")]
public sealed record BulkEncodeProblem([property: Id(0)] string TitleId, [property: Id(1)] TitleError Error);
