using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVerse.Gateway.Tests.Hosts;
using StreamVerse.Storage.Relational.DeadLetters;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Gateway.Tests.Administration;

/// <summary><c>/v1/admin/dead-letters</c>.</summary>
public sealed class DeadLetterTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IDeadLetters Letters => host.Services.GetRequiredService<IDeadLetters>();

    [Fact]
    public async Task Get_SomeAreSetAside_TellsOfThemPageByPage()
    {
        var poison = await SetAsideAsync(new { });
        var other = await SetAsideAsync(new { });
        var first = await GetAsync("?limit=1");
        var shown = Assert.Single(first.GetProperty("items").EnumerateArray());
        Assert.Equal(other.Id.ToString("N"), shown.GetProperty("id").GetString());
        Assert.Equal(("It is poison.", 8, "title.failed", "{}"), (shown.GetProperty("error").GetString(), shown.GetProperty("tries").GetInt32(), shown.GetProperty("type").GetString(), shown.GetProperty("data").GetString()));
        var second = await GetAsync($"?limit=1&cursor={first.GetProperty("nextCursor").GetString()}");
        Assert.Equal(poison.Id.ToString("N"), Assert.Single(second.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Replay_ConsumerTakesIt_204AndItIsGone()
    {
        var letter = await SetAsideAsync(new { titleId = Guid.NewGuid(), orgId = Guid.NewGuid(), code = "broken", message = "It is broken." });
        using var replayed = await ReplayAsync(letter.Id);
        Assert.Equal(HttpStatusCode.NoContent, replayed.StatusCode);
        Assert.Null(await Letters.FindAsync(letter.Id, Cancellation));
        using var again = await ReplayAsync(letter.Id);
        await Problem.IsAsync(again, 404, "dead-letter-not-found");
    }

    [Fact]
    public async Task Replay_ConsumerStillCannot_409AndItStays()
    {
        var letter = await SetAsideAsync(new { });
        using var replayed = await ReplayAsync(letter.Id);
        await Problem.IsAsync(replayed, 409, "replay-failed");
        Assert.Equal(letter.Tries + 1, (await Letters.FindAsync(letter.Id, Cancellation))!.Tries);
    }

    [Theory]
    [InlineData("GET", "/v1/admin/dead-letters")]
    [InlineData("POST", "/v1/admin/dead-letters/00000000000000000000000000000001/replay")]
    public async Task Any_ThroughAProxyWithoutAToken_403(string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");
        using var response = await host.Client.SendAsync(request, Cancellation);
        await Problem.IsAsync(response, 403, "admin-local");
    }

    private Task<JsonElement> GetAsync(string query) => host.Client.GetFromJsonAsync<JsonElement>($"/v1/admin/dead-letters{query}", Cancellation);

    private Task<HttpResponseMessage> ReplayAsync(Guid id) => host.Client.PostAsync(new Uri($"/v1/admin/dead-letters/{id:N}/replay", UriKind.Relative), null, Cancellation);

    private async Task<DeadLetter> SetAsideAsync(object facts)
    {
        var entity = Guid.NewGuid().ToString("N");
        DomainEvent @event = new(Guid.NewGuid(), "catalog", "title.failed", DateTimeOffset.UtcNow, JsonSerializer.SerializeToElement(facts));
        DeadLetter letter = new(Guid.NewGuid(), $"title-activity/{entity}", new OutboxEntry("content_metadata", entity, 1, @event), "It is poison.", 8, DateTimeOffset.UtcNow);
        await Letters.PutAsync(letter, Cancellation);
        return letter;
    }
}
