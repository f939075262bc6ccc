using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using StreamVerse.Gateway.Tests.Hosts;
using StreamVerse.Gateway.Tests.Uploads;
using StreamVerse.Gateway.Transcoding;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Abstractions.Transcoding.Remote;
using StreamVerse.Grains.Tests;
using StreamVerse.Grains.Tests.Transcoding;

namespace StreamVerse.Gateway.Tests.Transcoding;

/// <summary>Workers outside of the cluster: they do their own work, and reach nothing else.</summary>
public sealed class WorkTests(WorkersHost host) : IClassFixture<WorkersHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("svw_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("")]
    public async Task Lease_NoOrUnknownCredential_401(string? credential)
    {
        using var response = await AskAsync(credential, "own/0");
        await Problem.IsAsync(response, 401, "worker-unknown");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task Lease_CredentialOfAnotherRegion_403() => await Problem.IsAsync(await AskAsync(host.Elsewhere, "elsewhere/0"), 403, "worker-region");

    [Theory]
    [InlineData("other/0")]
    [InlineData("own")]
    [InlineData("ownership/0")]
    [InlineData("own/other/0")]
    [InlineData("")]
    public async Task Lease_SlotOfAnotherWorker_403(string slot) => await Problem.IsAsync(await AskAsync(host.Own, slot), 403, "worker-name");

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"slot":"own/0","encoders":"libx264","waitSeconds":0}""")]
    public async Task Lease_NotTheProtocol_400(string body)
    {
        using var response = await SendAsync(host.Own, WorkProtocol.Root, new StringContent(body, Encoding.UTF8, "application/json"));
        await Problem.IsAsync(response, 400, "message-unreadable");
    }

    [Fact]
    public async Task Lease_TooManyKinds_400()
    {
        using var response = await SendAsync(host.Own, WorkProtocol.Root, Json(new LeaseRequest("own/0", ["libx264"], 0, Kinds: [.. Enumerable.Range(0, 65).Select(static kind => $"kind-{kind}")], Protocol: WorkProtocol.Version)));
        await Problem.IsAsync(response, 400, "lease-request");
    }

    [Fact]
    public async Task Lease_WorkerOfTheVersionBefore_WaitsUntilItIsUpgraded()
    {
        using var current = await AskAsync(host.Own, "own/0");
        Assert.Equal(WorkProtocol.Version.ToString(CultureInfo.InvariantCulture), Assert.Single(current.Headers.GetValues(WorkProtocol.VersionHeader)));
        using var response = await SendAsync(host.Own, WorkProtocol.Root, Json(new { slot = "own/0", encoders = new[] { "libx264", "aac" }, waitSeconds = 0 }));
        await Problem.IsAsync(response, 503, "worker-outdated");
    }

    [Fact]
    public async Task Lease_BodyOfMegabytes_413()
    {
        using var response = await SendAsync(host.Own, WorkProtocol.Root, new StringContent(new string(' ', 2 << 20), Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Work_WholeTitle_OnlyTheHolderMayTouchIt()
    {
        await UploadAsync();
        ScriptedWorker script = new(host.Grains, "own/0");

        // A worker that does not know how to inspect gets nothing, as nothing else is to be done yet.
        using (var nothing = await SendAsync(host.Own, WorkProtocol.Root, Json(new LeaseRequest("own/0", ["libx264", "aac"], 1, Kinds: ["audio"], Protocol: WorkProtocol.Version))))
        {
            Assert.Equal(HttpStatusCode.NoContent, nothing.StatusCode);
        }

        var inspection = await LeaseAsync();
        Assert.IsType<InspectWork>(inspection.Item);
        Assert.Equal("own/0", inspection.Slot);

        // Another worker with a good credential guesses everything about the lease, and gets nowhere.
        Assert.False(await TellAsync(host.Other, inspection, "heartbeat", new WorkProgress(0.5, 0)));
        Assert.False(await TellAsync(host.Other, inspection, "result", script.ResultOf(inspection.Item)));
        await Problem.IsAsync(await SendAsync(host.Other, WorkProtocol.PathOf(inspection.Id, "source"), Json(new object())), 409, "lease-lost");
        Assert.True(await TellAsync(host.Own, inspection, "heartbeat", new WorkProgress(0.5, 0)));
        Assert.True(await TellAsync(host.Own, inspection, "result", script.ResultOf(inspection.Item)));
        Assert.False(await TellAsync(host.Own, inspection, "heartbeat", new WorkProgress(1, 0)));

        var chunk = await LeaseAsync();
        var work = Assert.IsType<VideoChunkWork>(chunk.Item);
        var forms = WorkProtocol.PathOf(chunk.Id, "forms");
        var name = $"{work.Plan.Video[0].Id}/0.m4s";
        foreach (var foreign in (string[])["../../other/1/v360/0.m4s", $"{work.Plan.Video[0].Id}/8.m4s", "presentation.json", "", $"/{name}"])
        {
            await Problem.IsAsync(await SendAsync(host.Own, forms, Json(new OutputsRequest([name, foreign]))), 403, "output-foreign");
        }

        await Problem.IsAsync(await SendAsync(host.Own, forms, Json(new OutputsRequest([]))), 400, "outputs-count");

        // A folder has no URLs, and says so instead of failing in riddles.
        await Problem.IsAsync(await SendAsync(host.Own, forms, Json(new OutputsRequest([name]))), 503, "objects-without-urls");

        // A worker of the version before stores by URLs to PUT to, which let it copy what it may not read.
        await Problem.IsAsync(await SendAsync(host.Own, WorkProtocol.PathOf(chunk.Id, "outputs"), Json(new OutputsRequest([name]))), 503, "worker-outdated");

        Assert.True(await TellAsync(host.Own, chunk, "failure", new WorkFailure(WorkFailureKind.Drained, "drained", "The worker is stopping.", null)));
        Assert.False(await TellAsync(host.Own, chunk, "result", script.ResultOf(chunk.Item)));
        var again = await LeaseAsync();
        Assert.True(again.Id.Token > chunk.Id.Token);

        // A newer worker knows of failures that this gateway has never heard of.
        Assert.True(await TellAsync(host.Own, again, "failure", new { kind = "Overheated", code = "too-hot", message = "The machine is too hot.", log = (string?)null }));
        again = await LeaseAsync();
        Assert.True(await TellAsync(host.Own, again, "result", script.ResultOf(again.Item)));

        again = await LeaseAsync();
        await Problem.IsAsync(await SendAsync(host.Own, WorkProtocol.PathOf(again.Id, "failure"), Json(new { kind = "Transient" })), 400, "message-unreadable");

        // What a worker says of a failure may fill a page, but no more.
        var flood = new string('x', 200_000);
        Assert.True(await TellAsync(host.Own, again, "failure", new WorkFailure(WorkFailureKind.Source, flood, flood, null)));
        var error = await Eventually.BecomesAsync(() => host.Grains.GetGrain<ITitleGrain>(again.TitleId).Get(), static view => view.Error is not null, "the title fails");
        Assert.Equal((FailureLimits.CodeCharacters, FailureLimits.MessageCharacters), (error.Error!.Code.Length, error.Error.Message.Length));
    }

    private static JsonContent Json<T>(T message) => JsonContent.Create(message, options: WorkProtocol.Json);

    private async Task UploadAsync()
    {
        TusClient tus = new(host.Client);
        using var finished = await tus.PatchAsync(await tus.NewAsync(3), 0, new byte[] { 1, 2, 3 });
        Assert.Equal(HttpStatusCode.NoContent, finished.StatusCode);
    }

    private Task<HttpResponseMessage> AskAsync(string? credential, string slot) =>
        SendAsync(credential, WorkProtocol.Root, Json(new LeaseRequest(slot, ["libx264", "aac"], 0, Protocol: WorkProtocol.Version)));

    private async Task<WorkLease> LeaseAsync()
    {
        WorkLease? lease = null;
        await Eventually.HoldsAsync(async () =>
        {
            using var response = await SendAsync(host.Own, WorkProtocol.Root, Json(new LeaseRequest("own/0", ["libx264", "aac"], 5, Protocol: WorkProtocol.Version)));
            lease = response.StatusCode == HttpStatusCode.NoContent ? null : await response.Content.ReadFromJsonAsync<WorkLease>(WorkProtocol.Json, Cancellation);
            return lease is not null;
        }, "an item is leased");
        return lease!;
    }

    private async Task<bool> TellAsync<T>(string credential, WorkLease lease, string what, T message)
    {
        using var response = await SendAsync(credential, WorkProtocol.PathOf(lease.Id, what), Json(message));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<LeaseAnswer>(WorkProtocol.Json, Cancellation))!.Held;
    }

    private Task<HttpResponseMessage> SendAsync(string? credential, string path, HttpContent content)
    {
        HttpRequestMessage request = new(HttpMethod.Post, path) { Content = content };
        request.Headers.Authorization = credential is null ? null : new AuthenticationHeaderValue("Bearer", credential);
        return host.Client.SendAsync(request, Cancellation);
    }
}
