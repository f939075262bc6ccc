using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StreamVerse.Gateway.Tests.Hosts;

namespace StreamVerse.Gateway.Tests.Administration;

/// <summary><c>/v1/admin/tenants/{orgId}/policy</c>.</summary>
public sealed class TenantPolicyTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_APolicy_IsShownUntilItIsTakenBack()
    {
        Uri address = new($"/v1/admin/tenants/{Guid.NewGuid():N}/policy", UriKind.Relative);
        Assert.Equal(("keep", true), Read(await host.Client.GetFromJsonAsync<JsonElement>(address, Cancellation)));
        using (var set = await host.Client.PutAsJsonAsync(address, new { originals = "delete-after-publish" }, Cancellation))
        {
            Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        }

        Assert.Equal(("delete-after-publish", false), Read(await host.Client.GetFromJsonAsync<JsonElement>(address, Cancellation)));
        using var unset = await host.Client.PutAsJsonAsync(address, new { originals = (string?)null }, Cancellation);
        Assert.Equal(("keep", true), Read(await unset.Content.ReadFromJsonAsync<JsonElement>(Cancellation)));
    }

    [Theory]
    [InlineData("""{"originals":"burn"}""", "bad-request")]
    [InlineData("""{"originals":7}""", "policy-invalid")]
    public async Task Put_WhatIsNoPolicy_400(string body, string code)
    {
        using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await host.Client.PutAsync(new Uri($"/v1/admin/tenants/{Guid.NewGuid():N}/policy", UriKind.Relative), content, Cancellation);
        await Problem.IsAsync(response, 400, code);
    }

    private static (string?, bool) Read(JsonElement policy) => (policy.GetProperty("originals").GetString(), policy.GetProperty("isDefault").GetBoolean());
}
