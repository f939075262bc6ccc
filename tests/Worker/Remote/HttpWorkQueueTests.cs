using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Abstractions.Transcoding.Remote;
using StreamVerse.Storage;
using StreamVerse.Testing;
using StreamVerse.Worker.Queue;
using StreamVerse.Worker.Remote;

namespace StreamVerse.Worker.Tests.Remote;

/// <summary>The queue over HTTPS, with gateways that die, refuse and fall silent.</summary>
public sealed class HttpWorkQueueTests
{
    private const string Secret = "svw_a-secret-of-the-tests";
    private static readonly WorkerDescription Worker = new("test/0", ["libx264", "aac"]);
    private readonly FakeTimeProvider _clock = new();
    private readonly QueueContact _contact;

    public HttpWorkQueueTests() => _contact = new QueueContact(_clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lease_AnItem_ComesWholeOverTheWire()
    {
        var lease = TestLeases.Of("sources/a");
        ScriptedHttp http = new(_ => Task.FromResult(ScriptedHttp.Json(lease)));

        Assert.Equal(lease, await Queue(http).LeaseAsync(Worker, TimeSpan.FromSeconds(5), Cancellation));
        Assert.Equal(("https://one.example/v1/work/leases", $"Bearer {Secret}"), (http.Asked.Single().Url.ToString(), http.Asked.Single().Authorization));
    }

    [Fact]
    public async Task Lease_NoContent_IsNoItem() =>
        Assert.Null(await Queue(new ScriptedHttp(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent)))).LeaseAsync(Worker, TimeSpan.Zero, Cancellation));

    [Fact]
    public async Task Lease_GatewayIsOlder_GivesTheItemBackSaysSoAndAsksTheNextGateway()
    {
        var lease = TestLeases.Of("sources/a");
        ScriptedHttp http = new(request => Task.FromResult(request.RequestUri!.AbsolutePath == WorkProtocol.Root ? ScriptedHttp.Json(lease) : ScriptedHttp.Json(new LeaseAnswer(true)))) { Protocol = 1 };
        var queue = Queue(http);

        var outage = await Assert.ThrowsAsync<StoreUnavailableException>(() => queue.LeaseAsync(Worker, TimeSpan.Zero, Cancellation));
        Assert.Contains("https://one.example is of an older version than this worker", outage.Message, StringComparison.Ordinal);
        Assert.Equal(outage.Message, _contact.FindFault());
        Assert.Equal(["/v1/work/leases", WorkProtocol.PathOf(lease.Id, "failure")], http.Asked.Select(static asked => asked.Url.AbsolutePath));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => queue.LeaseAsync(Worker, TimeSpan.Zero, Cancellation));
        Assert.Equal("two.example", http.Asked.Last().Url.Host);
    }

    [Fact]
    public async Task Lease_GatewayIsOlderAndHasNothing_SaysSoAllTheSame()
    {
        ScriptedHttp http = new(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent))) { Protocol = 1 };
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Queue(http).LeaseAsync(Worker, TimeSpan.Zero, Cancellation));
        Assert.Single(http.Asked);
    }

    [Fact]
    public async Task Lease_WorkerIsQuarantined_IsToldSo()
    {
        ScriptedHttp http = new(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.Conflict)
        {
            Content = JsonContent.Create(new { code = "worker-quarantined", detail = "Several jobs in a row failed over the worker 'test'." }),
        }));
        var refused = await Assert.ThrowsAsync<WorkerQuarantinedException>(() => Queue(http).LeaseAsync(Worker, TimeSpan.Zero, Cancellation));
        Assert.Contains("Several jobs in a row failed", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(null)]
    public async Task Heartbeat_FirstGatewayGone_AsksTheSecondAndStaysThere(HttpStatusCode? status)
    {
        ScriptedHttp http = new(request => request.RequestUri!.Host == "one.example"
            ? status is { } answer ? Task.FromResult(new HttpResponseMessage(answer)) : Task.FromException<HttpResponseMessage>(new HttpRequestException("refused"))
            : Task.FromResult(ScriptedHttp.Json(new LeaseAnswer(true))));
        var queue = Queue(http);

        Assert.True(await queue.HeartbeatAsync(TestLeases.Of("a").Id, new WorkProgress(0.5, 0), Cancellation));
        Assert.True(await queue.HeartbeatAsync(TestLeases.Of("a").Id, new WorkProgress(0.6, 0), Cancellation));
        Assert.Equal(["one.example", "two.example", "two.example"], http.Asked.Select(asked => asked.Url.Host));
    }

    [Fact]
    public async Task Heartbeat_GatewayNeverAnswers_AsksTheSecondAfterTheTimeout()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedHttp http = new(request =>
        {
            if (request.RequestUri!.Host == "two.example")
            {
                return Task.FromResult(ScriptedHttp.Json(new LeaseAnswer(true)));
            }

            asked.SetResult();
            return new TaskCompletionSource<HttpResponseMessage>().Task;
        });
        var beat = Queue(http).HeartbeatAsync(TestLeases.Of("a").Id, new WorkProgress(0.5, 0), Cancellation);
        await asked.Task.WaitAsync(Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(11));

        Assert.True(await beat.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    [Fact]
    public async Task Heartbeat_GatewayTellsTheTime_ClocksAreCompared()
    {
        var meters = TestMetrics.Factory();
        ScriptedHttp http = new(_ =>
        {
            var answer = ScriptedHttp.Json(new LeaseAnswer(true));
            answer.Headers.Date = _clock.GetUtcNow() - TimeSpan.FromSeconds(20);
            return Task.FromResult(answer);
        });
        HttpWorkQueue queue = new(RemoteGateways.Client(http, _clock, skew: TestMetrics.CreateSkew(meters, _clock)), _contact);
        Assert.Empty(TestMetrics.Read(meters, "streamverse.clock.skew"));
        Assert.True(await queue.HeartbeatAsync(TestLeases.Of("a").Id, new WorkProgress(0.5, 0), Cancellation));
        Assert.Equal([19.5], TestMetrics.Read(meters, "streamverse.clock.skew"));
    }

    [Fact]
    public async Task Complete_AllGatewaysGone_NamesTheSettingAndNoSecret()
    {
        ScriptedHttp http = new(_ => Task.FromException<HttpResponseMessage>(new HttpRequestException("refused")));
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => Queue(http).CompleteAsync(TestLeases.Of("a").Id, new SubtitleResult(1), Cancellation));

        Assert.Equal("StreamVerse:Worker:Queue:Urls", fault.Setting);
        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, http.Asked.Count);
    }

    [Fact]
    public async Task Lease_CredentialUnknown_NamesThatSettingAndAsksNobodyElse()
    {
        ScriptedHttp http = new(_ => Task.FromResult(ScriptedHttp.Problem(HttpStatusCode.Unauthorized, "worker-unknown")));
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => Queue(http).LeaseAsync(Worker, TimeSpan.Zero, Cancellation));

        Assert.Equal("StreamVerse:Worker:Queue:Credential", fault.Setting);
        Assert.Single(http.Asked);
    }

    [Fact]
    public async Task Lease_RefusedByAProxyInItsOwnWords_IsTold()
    {
        ScriptedHttp http = new(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.RequestEntityTooLarge) { Content = new StringContent("<html>") }));
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => Queue(http).LeaseAsync(Worker, TimeSpan.Zero, Cancellation));
        Assert.Contains("413", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lease_CredentialIsOfAnotherName_NamesThatSetting()
    {
        ScriptedHttp http = new(_ => Task.FromResult(ScriptedHttp.Problem(HttpStatusCode.Forbidden, "worker-name")));
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => Queue(http).LeaseAsync(Worker, TimeSpan.Zero, Cancellation));
        Assert.Equal("StreamVerse:Worker:Name", fault.Setting);
        Assert.Equal(fault.Message, _contact.FindFault());
    }

    [Fact]
    public async Task Lease_NothingHeardYet_IsAnsweredAtOnceAndWaitsLater()
    {
        List<double> waits = [];
        ScriptedHttp http = new(async request =>
        {
            waits.Add((await request.Content!.ReadFromJsonAsync<LeaseRequest>(WorkProtocol.Json, Cancellation))!.WaitSeconds);
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });
        var queue = Queue(http);
        Assert.Contains("No gateway has answered", _contact.FindFault(), StringComparison.Ordinal);

        await queue.LeaseAsync(Worker, TimeSpan.FromSeconds(5), Cancellation);
        Assert.Null(_contact.FindFault());
        await queue.LeaseAsync(Worker, TimeSpan.FromSeconds(5), Cancellation);
        Assert.Equal([0, 5], waits);
    }

    [Fact]
    public async Task Lease_CredentialFileIsMended_GoesOnWithTheNewOne()
    {
        using TempFolder folder = new();
        var file = folder.File("credential");
        await File.WriteAllTextAsync(file, "svw_wrong\n", Cancellation);
        ScriptedHttp http = new(request => Task.FromResult(request.Headers.Authorization!.Parameter == "svw_right"
            ? new HttpResponseMessage(HttpStatusCode.NoContent)
            : ScriptedHttp.Problem(HttpStatusCode.Unauthorized, "worker-unknown")));
        HttpWorkQueue queue = new(RemoteGateways.Client(http, _clock, RemoteGateways.Create(file)), _contact);

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => queue.LeaseAsync(Worker, TimeSpan.Zero, Cancellation));
        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("svw_wrong", fault.Message, StringComparison.Ordinal);
        Assert.Equal("StreamVerse:Worker:Queue:CredentialFile", fault.Setting);
        Assert.Equal(fault.Message, _contact.FindFault());

        await File.WriteAllTextAsync(file, "svw_right", Cancellation);
        Assert.Null(await queue.LeaseAsync(Worker, TimeSpan.Zero, Cancellation));
        Assert.Null(_contact.FindFault());
        Assert.Equal(3, http.Asked.Count);
    }

    [Fact]
    public async Task Lease_CredentialFileIsGone_SaysSo()
    {
        using TempFolder folder = new();
        var file = folder.File("credential");
        ScriptedHttp http = new(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent)));
        HttpWorkQueue queue = new(RemoteGateways.Client(http, _clock, RemoteGateways.Create(file)), _contact);

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => queue.LeaseAsync(Worker, TimeSpan.Zero, Cancellation));
        Assert.Contains($"cannot be read from {file}", fault.Message, StringComparison.Ordinal);
        Assert.Empty(http.Asked);
    }

    [Theory]
    [InlineData("http://video.example", false, false)]
    [InlineData("http://video.example", true, true)]
    [InlineData("http://127.0.0.1:8080", false, true)]
    [InlineData("https://video.example", false, true)]
    [InlineData("ftp://video.example", true, false)]
    public void Validate_Url_MustNotCarryTheCredentialInTheOpen(string url, bool allowPlainHttp, bool isGood)
    {
        RemoteQueueOptions options = new() { Credential = Secret, AllowPlainHttp = allowPlainHttp };
        options.Urls.Add(new Uri(url));
        Assert.Equal(isGood, new RemoteQueueOptionsValidator().Validate(null, options).Succeeded);
    }

    [Fact]
    public void Validate_NothingSet_NamesBothSettings()
    {
        var failures = string.Join(' ', new RemoteQueueOptionsValidator().Validate(null, new RemoteQueueOptions()).Failures!);
        Assert.Contains("StreamVerse:Worker:Queue:Urls", failures, StringComparison.Ordinal);
        Assert.Contains("StreamVerse:Worker:Queue:Credential", failures, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_CredentialFileIsNotThere_NamesIt()
    {
        var failures = new RemoteQueueOptionsValidator().Validate(null, RemoteGateways.Create("/no/such/credential").Value).Failures!;
        Assert.Contains("CredentialFile names '/no/such/credential'", Assert.Single(failures), StringComparison.Ordinal);
    }

    private IWorkQueue Queue(ScriptedHttp http) => new HttpWorkQueue(RemoteGateways.Client(http, _clock), _contact);
}
