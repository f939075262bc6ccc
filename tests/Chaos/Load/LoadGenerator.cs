using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using StreamVerse.Testing;

namespace StreamVerse.Chaos.Tests.Load;

/// <summary>
/// Clients that come at a steady pace, however slow the answers are: uploads, playback sessions, playlists. A latency
/// counts from the moment when the request was due.
/// </summary>
internal sealed class LoadGenerator : IAsyncDisposable
{
    /// <summary>More than this wait for no answer at once; who comes then is counted as not sent.</summary>
    private const int MostOpen = 4000;

    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(5);

    private readonly ChaosClient _client;
    private readonly byte[] _source;
    private readonly string _playable;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly List<Task> _paces = [];
    private volatile ApiSession? _session;
    private int _uploads;

    /// <summary>Clients that wait for <see cref="StartAsync"/>.</summary>
    /// <param name="client">Sends the requests.</param>
    /// <param name="record">Where outcomes are kept.</param>
    /// <param name="ledger">Where acknowledged writes are kept.</param>
    /// <param name="source">The file that is uploaded.</param>
    /// <param name="playable">A published title.</param>
    public LoadGenerator(ChaosClient client, LoadRecord record, Ledger ledger, byte[] source, string playable)
    {
        (_client, Record, Ledger, _source, _playable) = (client, record, ledger, source, playable);
    }

    public LoadRecord Record { get; }

    public Ledger Ledger { get; }

    /// <summary>Begins a session for the playlists, then starts the pace.</summary>
    public async Task StartAsync(LoadRates rates)
    {
        if (await StartSessionAsync() is { Failure: { } failure })
        {
            throw new InvalidOperationException($"No session can be begun before the load: {failure}");
        }

        _paces.Add(PaceAsync(1 / rates.SecondsPerUpload, UploadAsync, asksGrains: true));
        _paces.Add(PaceAsync(rates.Sessions, StartSessionAsync, asksGrains: true));
        _paces.Add(PaceAsync(rates.Playlists, ReadPlaylistAsync, asksGrains: false));
    }

    /// <summary>Sends nothing more, and waits for the answers that are due.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        _abandon.CancelAfter(TimeSpan.FromMinutes(2));
        await Task.WhenAll(_paces);
        _paces.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client.Dispose();
        _stop.Dispose();
        _abandon.Dispose();
    }

    private async Task PaceAsync(double perSecond, Func<Task<Answer>> ask, bool asksGrains)
    {
        var open = new HashSet<Task>();
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(s_tick);
        for (long sent = 0; !_stop.IsCancellationRequested;)
        {
            for (var due = (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond); sent < due; sent++)
            {
                var dueAt = start + (long)((sent + 1) / perSecond * Stopwatch.Frequency);
                if (Record.Open >= MostOpen)
                {
                    Record.NoteNotSent(dueAt);
                }
                else
                {
                    open.Add(AskAsync(dueAt, ask, asksGrains));
                }
            }

            open.RemoveWhere(static task => task.IsCompleted);
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        await Task.WhenAll(open);
    }

    private async Task AskAsync(long dueAt, Func<Task<Answer>> ask, bool asksGrains)
    {
        var number = Record.Begin(dueAt);
        string? failure = "the cluster did not answer before the load was over";
        var repeats = 0;
        try
        {
            (failure, repeats) = await Task.Run(ask) is var answer ? (answer.Failure, answer.Repeats) : default;
        }
        catch (OperationCanceledException) when (_abandon.IsCancellationRequested)
        {
            Record.NoteTrouble();
        }
        finally
        {
            Record.End(number, new Outcome(dueAt, Stopwatch.GetElapsedTime(dueAt), repeats, asksGrains, failure));
        }
    }

    private async Task<Answer> UploadAsync()
    {
        var (answer, title) = await TusUpload.SendAsync(_client, _source, $"Load {Interlocked.Increment(ref _uploads)}", _abandon.Token);
        if (title is not null)
        {
            Ledger.AddTitle(title);
        }

        return answer;
    }

    private async Task<Answer> StartSessionAsync()
    {
        var key = Guid.NewGuid().ToString("N");
        var answer = await _client.AskAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/playback/sessions", UriKind.Relative)) { Content = JsonContent.Create(new { titleId = _playable }) };
                request.Headers.Add("Idempotency-Key", key);
                return request;
            },
            _abandon.Token);
        if (answer.Failure is null)
        {
            _session = JsonSerializer.Deserialize<ApiSession>(answer.Body, JsonSerializerOptions.Web)!;
            Ledger.AddSession(_session.SessionId);
        }

        return answer;
    }

    private async Task<Answer> ReadPlaylistAsync()
    {
        var answer = await _client.AskAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(_session!.HlsUrl, UriKind.Relative)), _abandon.Token);
        return answer.Failure is null && !answer.Body.StartsWith("#EXTM3U", StringComparison.Ordinal) ? answer with { Failure = "what came is no playlist" } : answer;
    }
}
