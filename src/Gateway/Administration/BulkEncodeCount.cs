namespace StreamVerse.Gateway.Administration;

/// <summary>How many titles an order to encode them anew would mean now.</summary>
/// <param name="Count">The number.</param>
internal sealed record BulkEncodeCount(int Count);
