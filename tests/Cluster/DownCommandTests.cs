using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StreamVerse.Cluster.Processes;
using StreamVerse.Testing;

namespace StreamVerse.Cluster.Tests;

public sealed class DownCommandTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly ClusterFolder _folder;
    private readonly ChildHouse _house;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource _isWaiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DownCommandTests()
    {
        _folder = new ClusterFolder(_temp.File("data"));
        _house = new ChildHouse(_folder, TimeProvider.System, static _ => { });
    }

    [Fact(Timeout = 30_000)]
    public async Task Run_SupervisorIsEndingAlready_WaitsForItAndTouchesNothing()
    {
        var hold = _folder.Hold();
        var child = new Child(new ChildDefinition("postgres", "sleep", ["600"]), _house);
        await child.StartAsync();
        var running = Down(TimeSpan.FromMinutes(1)).RunAsync(TestContext.Current.CancellationToken);
        await Task.WhenAny(_isWaiting.Task, running).WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(running.IsCompleted);
        Assert.True(child.Process!.IsAlive);
        Assert.Single(PidFile.All(_folder));
        await child.DisposeAsync();
        Assert.False(running.IsCompleted);
        hold.Dispose();
        Assert.Equal(0, await running);
        Assert.Contains(_said, static line => line.Contains("is ending already", StringComparison.Ordinal));
        Assert.Contains(_said, static line => line.EndsWith(": postgres", StringComparison.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task Run_SupervisorDoesNotEnd_GivesUpAndSaysWhatRuns()
    {
        using var hold = _folder.Hold();
        await using var child = new Child(new ChildDefinition("postgres", "sleep", ["600"]), _house);
        await child.StartAsync();
        var fault = await Assert.ThrowsAsync<IOException>(() => Down(TimeSpan.FromMilliseconds(200)).RunAsync(TestContext.Current.CancellationToken));
        Assert.Contains("postgres", fault.Message, StringComparison.Ordinal);
        Assert.True(child.Process!.IsAlive);
    }

    [Fact(Timeout = 30_000)]
    public async Task Run_SupervisorWasKilled_EndsWhatItLeft()
    {
        _folder.Hold().Dispose();
        await using var child = new Child(new ChildDefinition("postgres", "sleep", ["600"]), _house);
        await child.StartAsync();
        var process = child.Process!;
        Assert.Equal(0, await Down(TimeSpan.FromMinutes(1)).RunAsync(TestContext.Current.CancellationToken));
        Assert.False(process.IsAlive);
        Assert.Equal("1 processes that had lost their supervisor are ended.", _said.Single());
    }

    [Fact(Timeout = 30_000)]
    public async Task Run_SupervisorAnswersWithAFailure_IsNotTakenForNone()
    {
        _folder.Hold().Dispose();
        await using var supervisor = await AnswerAsync(static _ => StatusCodes.Status500InternalServerError);
        await using var child = new Child(new ChildDefinition("postgres", "sleep", ["600"]), _house);
        await child.StartAsync();
        var fault = await Assert.ThrowsAsync<IOException>(() => Down(TimeSpan.FromMinutes(1)).RunAsync(TestContext.Current.CancellationToken));
        Assert.Contains("answers 500", fault.Message, StringComparison.Ordinal);
        Assert.True(child.Process!.IsAlive);
    }

    [Fact(Timeout = 30_000)]
    public async Task Run_SupervisorCannotTellItsStatus_IsAskedToEndAllTheSame()
    {
        using var hold = _folder.Hold();
        await using var supervisor = await AnswerAsync(path =>
        {
            if (path != "/down")
            {
                return StatusCodes.Status500InternalServerError;
            }

            hold.Dispose();
            return StatusCodes.Status202Accepted;
        });
        Assert.Equal(0, await Down(TimeSpan.FromMinutes(1)).RunAsync(TestContext.Current.CancellationToken));
        Assert.Equal($"The cluster on {_folder.Path} has ended.", _said.Last());
    }

    [Fact]
    public async Task Run_NothingWasEverThere_MakesNoFolder()
    {
        Assert.Equal(0, await Down(TimeSpan.FromMinutes(1)).RunAsync(TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(_folder.Path));
    }

    public void Dispose()
    {
        _house.Dispose();
        _temp.Dispose();
    }

    private DownCommand Down(TimeSpan patience) => new(_folder, Say, TimeProvider.System) { Patience = patience, Pace = TimeSpan.FromMilliseconds(50) };

    private void Say(string line)
    {
        _said.Enqueue(line);
        if (line.StartsWith("Still ending", StringComparison.Ordinal))
        {
            _isWaiting.TrySetResult();
        }
    }

    private async Task<WebApplication> AnswerAsync(Func<string, int> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(_folder.Socket));
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.StatusCode = answer(context.Request.Path);
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return app;
    }
}
