using System.Net;
using System.Text.Json;

namespace StreamVerse.EndToEnd.Tests;

/// <summary>Holds refusals to RFC 9457.</summary>
internal static class Problem
{
    /// <summary>The answer is a problem of this status and code, with a sentence for people; answers the sentence.</summary>
    public static async Task<string> AssertAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode} instead of {(int)status}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(text);
        Assert.Equal((int)status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        var detail = problem.RootElement.GetProperty("detail").GetString();
        Assert.False(string.IsNullOrWhiteSpace(detail));
        Assert.DoesNotContain(" at StreamVerse.", text, StringComparison.Ordinal);
        return detail;
    }
}
