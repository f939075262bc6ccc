using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StreamVerse.Gateway.Administration;

namespace StreamVerse.Gateway.Tests.Administration;

/// <summary>Who may look at the cluster.</summary>
public sealed class AdminGuardTests
{
    private const string Token = "a-token-of-twenty-characters";

    [Fact]
    public async Task Invoke_NoTokenThisMachine_IsLetIn() => Assert.Equal(200, await AskAsync(null, null));

    [Theory]
    [InlineData("192.0.2.1", null)]
    [InlineData("127.0.0.1", "X-Forwarded-For")]
    [InlineData("::1", "Forwarded")]
    [InlineData(null, null)]
    public async Task Invoke_NoTokenAnotherMachineOrAProxy_403(string? address, string? header) => Assert.Equal(403, await AskAsync(null, null, address, header));

    [Fact]
    public async Task Invoke_BearerToken_IsLetInFromAnywhere() => Assert.Equal(200, await AskAsync(Token, $"Bearer {Token}", "192.0.2.1"));

    [Theory]
    [InlineData("sre")]
    [InlineData("")]
    public async Task Invoke_TokenAsBasicPassword_IsLetIn(string user) => Assert.Equal(200, await AskAsync(Token, BasicOf($"{user}:{Token}")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a-token-of-twenty-characterS")]
    [InlineData("Basic !!!")]
    [InlineData("Digest a-token-of-twenty-characters")]
    public async Task Invoke_AnythingElse_401EvenOnThisMachine(string? authorization) => Assert.Equal(401, await AskAsync(Token, authorization));

    [Fact]
    public async Task Invoke_BasicWithoutColonOrTooLong_401()
    {
        Assert.Equal(401, await AskAsync(Token, BasicOf(Token)));
        Assert.Equal(401, await AskAsync(Token, BasicOf(new string('x', 5000) + ":" + Token)));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("short", false)]
    [InlineData("", false)]
    [InlineData(Token, true)]
    public void Validate_Token_MustNotBeGuessable(string? token, bool isGood) =>
        Assert.Equal(isGood, new AdminOptionsValidator().Validate(null, new AdminOptions { Token = token }).Succeeded);

    private static string BasicOf(string text) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}";

    private static async Task<int> AskAsync(string? token, string? authorization, string? address = "127.0.0.1", string? header = null)
    {
        await using var services = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider();
        DefaultHttpContext context = new() { RequestServices = services };
        context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        context.Request.Headers.Authorization = authorization;
        if (header is not null)
        {
            context.Request.Headers[header] = "for=192.0.2.1";
        }

        AdminGuard guard = new(static _ => Task.CompletedTask, Options.Create(new AdminOptions { Token = token }));
        await guard.InvokeAsync(context);
        return context.Response.StatusCode;
    }
}
