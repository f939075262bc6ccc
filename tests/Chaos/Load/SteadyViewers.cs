using System.Diagnostics;
using System.Net.Http.Json;

namespace StreamVerse.Chaos.Tests.Load;

/// <summary>Clients that beat as players do, only more often, each without waiting for the others.</summary>
internal sealed class SteadyViewers : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task<List<Beat>[]> _beats;

    public SteadyViewers(IReadOnlyList<Uri> beats, TimeSpan pause) => _beats = Task.WhenAll(beats.Select((beat, viewer) => BeatAsync(viewer, beat, pause)));

    public async Task<IReadOnlyList<Beat>> EndAsync()
    {
        await _end.CancelAsync();
        return [.. (await _beats).SelectMany(static calls => calls)];
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _end.Dispose();
        _http.Dispose();
    }

    private async Task<List<Beat>> BeatAsync(int viewer, Uri beat, TimeSpan pause)
    {
        List<Beat> calls = [];
        while (!_end.IsCancellationRequested)
        {
            var beganAt = Stopwatch.GetTimestamp();
            using var answer = await _http.PostAsJsonAsync(beat, new { positionSeconds = 1 }, CancellationToken.None);
            calls.Add(new Beat(viewer, beganAt, Stopwatch.GetTimestamp(), answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {(answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync(CancellationToken.None))}"));
            await Task.Delay(pause, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return calls;
    }
}
