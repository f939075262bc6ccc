using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StreamVerse.Gateway.Tests.Hosts;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Tests;
using StreamVerse.Grains.Tests.Transcoding;

namespace StreamVerse.Gateway.Tests.Catalog;

/// <summary><c>POST /v1/titles/{id}/encodes</c> and what removes renditions.</summary>
public sealed class EncodeTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_WithAKey_IsDoneOnceAndShownAndCalledOff()
    {
        var id = await PublishAsync();
        var first = await EncodeAsync(id, "monday");
        Assert.Equal(("encoding", "backfill", JsonValueKind.Null), (Text(first, "state"), Text(first, "priority"), first.GetProperty("error").ValueKind));
        var again = await EncodeAsync(id, "monday");
        Assert.Equal(Text(first, "id"), Text(again, "id"));
        using (var other = await PostAsync(id, "tuesday", body: null))
        {
            await Problem.IsAsync(other, 409, "encode-running");
        }

        var title = await host.Client.GetFromJsonAsync<JsonElement>($"/v1/titles/{id:N}", Cancellation);
        Assert.Equal("published", Text(title, "state"));
        Assert.True(title.GetProperty("hasOriginal").GetBoolean());
        Assert.Equal(Text(first, "id"), Text(title.GetProperty("encode"), "id"));
        using (var unknown = await DeleteAsync($"{id:N}/encodes/{Guid.NewGuid():N}"))
        {
            await Problem.IsAsync(unknown, 404, "encode-not-found");
        }

        using var removal = await DeleteAsync($"{id:N}/encodes/{Text(first, "id")}");
        Assert.Equal(HttpStatusCode.NoContent, removal.StatusCode);
        title = await host.Client.GetFromJsonAsync<JsonElement>($"/v1/titles/{id:N}", Cancellation);
        Assert.Equal(JsonValueKind.Null, title.GetProperty("encode").ValueKind);
    }

    [Fact]
    public async Task Post_WithAPriority_HasIt()
    {
        var id = await PublishAsync();
        using var response = await PostAsync(id, key: null, """{"priority":"express"}""");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var title = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("express", Text(title.GetProperty("encode"), "priority"));
        using var dismissal = await DeleteAsync($"{id:N}/encodes/{Text(title.GetProperty("encode"), "id")}");
        Assert.Equal(HttpStatusCode.NoContent, dismissal.StatusCode);
    }

    [Theory]
    [InlineData("""{"priority":"soon"}""", "bad-request")]
    [InlineData("""{"priority":7}""", "priority-invalid")]
    public async Task Post_WithWhatIsNoPriority_400(string body, string code)
    {
        using var response = await PostAsync(Guid.NewGuid(), key: null, body);
        await Problem.IsAsync(response, 400, code);
    }

    [Fact]
    public async Task Post_UnknownOrUnpublished_IsRefused()
    {
        using (var unknown = await PostAsync(Guid.NewGuid(), key: null, body: null))
        {
            await Problem.IsAsync(unknown, 404, "title-not-found");
        }

        var id = Guid.NewGuid();
        await host.Grains.GetGrain<ITitleGrain>(id).Create(new NewTitle(new GatewayOptions().OrgId, "Young", "a.mp4", Guid.NewGuid(), "sources/a", 100));
        using var young = await PostAsync(id, key: null, body: null);
        await Problem.IsAsync(young, 409, "title-not-published");
    }

    [Fact]
    public async Task DeleteRendition_TheLastOrUnknown_IsRefused()
    {
        var id = await PublishAsync();
        using var last = await DeleteAsync($"{id:N}/renditions/v360");
        await Problem.IsAsync(last, 409, "rendition-needed");
        using var unknown = await DeleteAsync($"{id:N}/renditions/v1080");
        await Problem.IsAsync(unknown, 404, "rendition-not-found");
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task<Guid> PublishAsync()
    {
        var id = Guid.NewGuid();
        var title = host.Grains.GetGrain<ITitleGrain>(id);
        await title.Create(new NewTitle(new GatewayOptions().OrgId, "Holiday", "holiday.mp4", Guid.NewGuid(), "sources/a", 1000));
        await title.SourceArrived();
        ScriptedWorker worker = new(host.Grains) { Source = SampleSources.Silent };
        await Eventually.HoldsAsync(
            async () =>
            {
                // Work of a re-encode that an earlier test has called off may still be given out.
                if (await worker.TryLeaseAsync() is { } lease)
                {
                    await worker.CompleteAsync(lease);
                }

                return (await title.Get()).State == TitleState.Published;
            },
            "It is published");
        return id;
    }

    private async Task<JsonElement> EncodeAsync(Guid id, string key)
    {
        using var response = await PostAsync(id, key, body: null);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal($"/v1/titles/{id:N}", response.Headers.Location!.OriginalString);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("encode");
    }

    private async Task<HttpResponseMessage> PostAsync(Guid id, string? key, string? body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"/v1/titles/{id:N}/encodes");
        request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await host.Client.SendAsync(request, Cancellation);
    }

    private Task<HttpResponseMessage> DeleteAsync(string path) => host.Client.DeleteAsync(new Uri($"/v1/titles/{path}", UriKind.Relative), Cancellation);
}
