using System.Globalization;
using Orleans.Storage;

namespace StreamVerse.Storage.Tests.Relational;

/// <summary>Random calls by two activations of few grains, checked one by one against a model in memory.</summary>
public abstract class StorageModelContract : RelationalContract
{
    private const int Grains = 3;
    private const int Activations = 2;
    private const int Steps = 400;
    private readonly Dictionary<int, (string ETag, string? Text)> _model = [];
    private readonly List<Guid> _events = [];

    [Theory]
    [InlineData(1)]
    [InlineData(20261122)]
    [InlineData(-7)]
    public async Task Storage_RandomCalls_DoesAsTheModel(int seed)
    {
        Random random = new(seed);
        var ids = Enumerable.Range(0, Grains).Select(_ => NewId()).ToArray();
        var rows = Enumerable.Range(0, Grains * Activations).Select(_ => new GrainRow<TitleRow>()).ToArray();
        for (var step = 0; step < Steps; step++)
        {
            var grain = random.Next(Grains);
            var row = rows[(grain * Activations) + random.Next(Activations)];
            var where = $"seed {seed}, step {step}, grain {grain}";
            switch (random.Next(10))
            {
                case < 4:
                    await ReadAsync(ids[grain], grain, row, where);
                    break;
                case < 9:
                    await WriteAsync(ids[grain], grain, row, $"{seed}-{step}", random.Next(3), where);
                    break;
                default:
                    await ClearAsync(ids[grain], grain, row, where);
                    break;
            }
        }

        var stored = await Host.ReadUnpublishedAsync(Cancellation);
        Assert.Equal(_events.Order(), stored.Select(entry => entry.Event.Id).Order());
        foreach (var entity in stored.GroupBy(entry => entry.EntityId))
        {
            Assert.Equal(
                _events.Where(id => entity.Any(entry => entry.Event.Id == id)), entity.Select(entry => entry.Event.Id));
            Assert.Equal(entity.Select(entry => entry.Sequence).Order().Distinct(), entity.Select(entry => entry.Sequence));
        }
    }

    private async Task ReadAsync(GrainId id, int grain, GrainRow<TitleRow> row, string where)
    {
        await Host.Storage.ReadStateAsync("state", id, row);
        var exists = _model.TryGetValue(grain, out var expected);
        Assert.True(row.RecordExists == exists && row.ETag == expected.ETag && row.State.Title == expected.Text, where);
    }

    private async Task WriteAsync(GrainId id, int grain, GrainRow<TitleRow> row, string text, int events, string where)
    {
        row.State.ClearEvents();
        row.State.Title = text;
        row.State.Genres = [text, where];
        var raised = Enumerable.Range(0, events).Select(number => NewEvent(number.ToString(CultureInfo.InvariantCulture))).ToList();
        raised.ForEach(row.State.Raise);
        if (await SucceedsAsync(() => Host.WriteAsync(id, row), grain, row, where))
        {
            Assert.False(_model.TryGetValue(grain, out var before) && before.ETag == row.ETag, where);
            _model[grain] = (row.ETag!, text);
            _events.AddRange(raised.Select(e => e.Id));
        }
    }

    private async Task ClearAsync(GrainId id, int grain, GrainRow<TitleRow> row, string where)
    {
        row.State.ClearEvents();
        if (await SucceedsAsync(() => Host.ClearAsync(id, row), grain, row, where))
        {
            Assert.True(row.ETag is null && !row.RecordExists && row.State.Title is null, where);
            _model.Remove(grain);
        }
    }

    /// <summary>A call must succeed exactly when the activation's ETag is the stored one, and change nothing when it fails.</summary>
    private async Task<bool> SucceedsAsync(Func<Task> call, int grain, GrainRow<TitleRow> row, string where)
    {
        var etag = row.ETag;
        var isCurrent = etag == (_model.TryGetValue(grain, out var stored) ? stored.ETag : null);
        try
        {
            await call();
            Assert.True(isCurrent, where);
            return true;
        }
        catch (InconsistentStateException)
        {
            Assert.False(isCurrent, where);
            Assert.Equal(etag, row.ETag);
            return false;
        }
    }
}
