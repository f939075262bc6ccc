using System.Text.Json;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Catalog;
using StreamVerse.Grains.Playback;
using StreamVerse.Grains.Tests.Transcoding;
using StreamVerse.Grains.Transcoding;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Presentations;
using StreamVerse.Storage.Relational.GrainStorage;

namespace StreamVerse.Grains.Tests.Messages;

/// <summary>States survive the way into their rows and back.</summary>
public sealed class StoredStateTests
{
    private static readonly JsonSerializerOptions Options = new RelationalJsonOptions().SerializerOptions;

    [Fact]
    public void JobRecord_Stored_ComesBackWithEveryKindOfResult()
    {
        var source = SampleSources.ThreeChunks;
        var plan = EncodePlanner.Plan(source);
        TitleItems items = new(source, plan);
        ScriptedWorker worker = new(null!);
        JobRecord job = new()
        {
            TitleId = Guid.NewGuid(),
            OrgId = Guid.NewGuid(),
            SourcePath = "sources/a",
            Version = "1",
            Phase = JobPhase.Publishing,
            Epoch = 7,
            Source = source,
            Plan = plan,
            Error = new("a", "b"),
            CreatedAt = DateTimeOffset.UnixEpoch,
            Presentation = (Presentation)Sample.Of(typeof(Presentation)),
        };
        for (var item = JobItems.First; item < items.Count; item++)
        {
            job.Results[item] = worker.ResultOf(items.Work(item));
        }

        var back = Back(job);
        Assert.Equal(3, back.Results.Values.Select(result => result.GetType()).Distinct().Count());
        Assert.Contains("\"publishing\"", JsonSerializer.Serialize(job, Options), StringComparison.Ordinal);
    }

    [Fact]
    public void TitleRecord_Stored_ComesBackWithoutItsEvents()
    {
        TitleRecord title = new()
        {
            OrgId = Guid.NewGuid(),
            Title = "A 字",
            FileName = "a.mp4",
            State = Abstractions.Catalog.TitleState.Transcoding,
            Presentation = (Presentation)Sample.Of(typeof(Presentation)),
            Notices = ["one"],
            Genres = ["drama"],
        };
        title.Raise("title.created", DateTimeOffset.UnixEpoch, new { });
        var json = JsonSerializer.Serialize(title, Options);
        Assert.DoesNotContain("title.created", json, StringComparison.Ordinal);
        title.ClearEvents();
        Back(title);
    }

    [Fact]
    public void UploadAndSessionRecords_Stored_ComeBack()
    {
        Back(new UploadRecord { OrgId = Guid.NewGuid(), Length = 30_000_000_000, Offset = 5, TailToken = 3, State = UploadState.Assembling, MultipartId = "m", ExpiresAt = DateTimeOffset.UnixEpoch });
        Back(new SessionRecord { SessionId = Guid.NewGuid(), State = SessionState.Ended, PositionSeconds = 1.5, LastHeartbeatAt = DateTimeOffset.UnixEpoch });
    }

    private static T Back<T>(T state)
    {
        var back = JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(state, Options), Options)!;
        Assert.Equal(Sample.Describe(state), Sample.Describe(back));
        return back;
    }
}
