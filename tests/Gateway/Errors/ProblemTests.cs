using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime.Messaging;
using StreamVerse.Gateway.Errors;
using StreamVerse.Gateway.Tests.Hosts;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Storage;

namespace StreamVerse.Gateway.Tests.Errors;

/// <summary>Whatever goes wrong is a problem that says what to do, and shows nothing of the inside.</summary>
public sealed class ProblemTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<ErrorKind, int> Kinds => new()
    {
        { ErrorKind.Invalid, 400 },
        { ErrorKind.NotFound, 404 },
        { ErrorKind.Conflict, 409 },
        { ErrorKind.Gone, 410 },
        { ErrorKind.TooLarge, 413 },
        { ErrorKind.LeaseLost, 423 },
        { ErrorKind.Unavailable, 503 },
        { ErrorKind.OutOfSpace, 507 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Handle_DomainException_HasItsStatus(ErrorKind kind, int status)
    {
        var (code, body) = await HandleAsync(new DomainException(kind, "some-code", "A sentence."));
        Assert.Equal(status, code);
        Assert.Contains("some-code", body, StringComparison.Ordinal);
        Assert.Contains("A sentence.", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Kinds_All_AreTested() => Assert.Equal(Enum.GetValues<ErrorKind>().Length, Kinds.Count);

    [Fact]
    public async Task Handle_StoreDownUnderWrappers_503()
    {
        var store = new StoreUnavailableException("relational store", "StreamVerse:Relational", "secret reason");
        var (code, body) = await HandleAsync(new OrleansException("wrapped", new OrleansException("again", store)));
        Assert.Equal(503, code);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    public static TheoryData<Exception> SiloFaultsOf => new()
    {
        new SiloUnavailableException("a secret of the inside"),
        new ConnectionFailedException("a secret of the inside"),
        new GatewayTooBusyException("a secret of the inside"),
        new TimeoutException("a secret of the inside"),
        new TaskCanceledException("a secret of the inside"),
    };

    [Theory]
    [MemberData(nameof(SiloFaultsOf))]
    public async Task Handle_SilosComeAndGo_503(Exception exception)
    {
        var (code, body) = await HandleAsync(exception);
        Assert.Equal(503, code);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handle_StoreFull_507() =>
        Assert.Equal(507, (await HandleAsync(new StoreUnavailableException("object store", "s", "r") { IsOutOfSpace = true })).Status);

    [Fact]
    public async Task Handle_AnythingElse_500WithoutDetails()
    {
        var (code, body) = await HandleAsync(new InvalidOperationException("a secret of the inside"));
        Assert.Equal(500, code);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("/v1/titles/not-an-id", HttpStatusCode.NotFound)]
    public async Task Get_UnknownRoute_IsAProblem(string path, HttpStatusCode status)
    {
        using var response = await host.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        await Problem.IsPlainAsync(response, status);
    }

    [Fact]
    public async Task Put_Titles_405()
    {
        using var response = await host.Client.PutAsync(new Uri("/v1/titles", UriKind.Relative), null, Cancellation);
        await Problem.IsPlainAsync(response, HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"titleId\": 5}")]
    [InlineData("{\"titleId\": \"not-an-id\"}")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task Post_MalformedJson_400(string body)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using var response = await host.Client.PostAsync(new Uri("/v1/playback/sessions", UriKind.Relative), content, Cancellation);
        await Problem.IsPlainAsync(response, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("GET", "/v1/titles/{0}", "title-not-found")]
    [InlineData("GET", "/v1/titles/{0}/events", "title-not-found")]
    [InlineData("DELETE", "/v1/titles/{0}", "title-not-found")]
    [InlineData("POST", "/v1/titles/{0}/retry", "title-not-found")]
    [InlineData("GET", "/v1/playback/sessions/{0}", "session-not-found")]
    [InlineData("POST", "/v1/playback/sessions/{0}/heartbeat", "session-not-found")]
    public async Task Request_UnknownThing_404(string method, string path, string code)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), string.Format(null, path, Guid.NewGuid().ToString("N")));
        using var response = await host.Client.SendAsync(request, Cancellation);
        await Problem.IsAsync(response, 404, code);
    }

    [Theory]
    [InlineData("limit=0", "limit-invalid")]
    [InlineData("limit=201", "limit-invalid")]
    [InlineData("cursor=xyz", "cursor-invalid")]
    public async Task GetTitles_BadPage_400(string query, string code)
    {
        using var response = await host.Client.GetAsync(new Uri($"/v1/titles?{query}", UriKind.Relative), Cancellation);
        await Problem.IsAsync(response, 400, code);
    }

    [Fact]
    public async Task Handle_ClientHasMetNoSilo_503()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleansClient(static client => client.UseLocalhostClustering());
        using var client = builder.Build();
        var cause = Assert.Throws<ArgumentException>(() => client.Services.GetRequiredService<IGrainFactory>().GetGrain<ITitleGrain>(Guid.NewGuid()));

        var (status, body) = await HandleAsync(cause);
        Assert.Equal(503, status);
        Assert.Contains("no-silo", body, StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Body)> HandleAsync(Exception exception)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        using MemoryStream body = new();
        DefaultHttpContext context = new() { RequestServices = services };
        context.Response.Body = body;
        ProblemExceptionHandler handler = new(NullLogger<ProblemExceptionHandler>.Instance);
        Assert.True(await handler.TryHandleAsync(context, exception, Cancellation));
        return (context.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()));
    }
}
