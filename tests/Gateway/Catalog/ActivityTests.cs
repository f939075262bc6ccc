using System.Net.Http.Json;
using System.Text.Json;
using StreamVerse.Gateway.Tests.Hosts;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Tests;

namespace StreamVerse.Gateway.Tests.Catalog;

/// <summary><c>GET /v1/activity</c>.</summary>
public sealed class ActivityTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private static readonly Guid Org = new GatewayOptions().OrgId;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_TitleFailedAndWasDeleted_TellsTheNewestFirstPageByPage()
    {
        var id = Guid.NewGuid();
        var title = host.Grains.GetGrain<ITitleGrain>(id);
        await title.Create(new NewTitle(Org, "Holiday", "holiday.mp4", Guid.NewGuid(), "sources/a", 1000));
        await title.SourceFailed(new TitleError("broken", "It is broken."));
        await title.Delete();
        await Eventually.BecomesAsync(() => GetAsync("?limit=50"), page => page.GetProperty("items").GetArrayLength() == 3, "Three entries are known");

        var first = await GetAsync("?limit=2");
        var items = first.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["deleted", "failed"], items.Select(item => item.GetProperty("kind").GetString()));
        Assert.All(items, item => Assert.Equal((id.ToString("N"), "Holiday"), (item.GetProperty("titleId").GetString(), item.GetProperty("title").GetString())));
        Assert.Equal("It is broken.", items[1].GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(JsonValueKind.Null, items[0].GetProperty("error").ValueKind);

        var second = await GetAsync($"?limit=2&cursor={first.GetProperty("nextCursor").GetString()}");
        Assert.Equal("uploaded", Assert.Single(second.GetProperty("items").EnumerateArray()).GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("nextCursor").ValueKind);
    }

    [Theory]
    [InlineData("?limit=0", "limit-invalid")]
    [InlineData("?cursor=nonsense", "cursor-invalid")]
    public async Task Get_WrongPage_400(string query, string code)
    {
        using var response = await host.Client.GetAsync($"/v1/activity{query}", Cancellation);
        await Problem.IsAsync(response, 400, code);
    }

    private Task<JsonElement> GetAsync(string query) => host.Client.GetFromJsonAsync<JsonElement>($"/v1/activity{query}", Cancellation);
}
