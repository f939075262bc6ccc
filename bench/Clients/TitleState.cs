namespace StreamVerse.Bench.Clients;

/// <summary>What is read of <c>GET /v1/titles/{id}</c>.</summary>
internal sealed record TitleState(string Id, string State, double Progress, TitleFault? Error);
