using StreamVerse.Media.Ladders;

namespace StreamVerse.Media.Tests.Ladders;

public sealed class EncodePlanTests
{
    [Fact]
    public void Without_RenditionsOfAllKinds_LeavesOutThoseThatATitleCanDoWithout()
    {
        var plan = EncodePlanner.Plan(Sources.Of(1920, 1080));
        var others = plan.Without(["v1080", "v9999", plan.TrickPlayRungId]);
        Assert.Equal(["v360", "v480", "v720"], others.Video.Select(rung => rung.Id));
        Assert.Equal(plan.Audio, others.Audio);
        Assert.Equal(plan.Grid, others.Grid);
    }

    [Fact]
    public void Without_TheDefaultSound_StaysAndTheOthersGo()
    {
        var plan = EncodePlanner.Plan(Sources.Of(1920, 1080));
        plan = plan with
        {
            Audio = [new("a1-en-2ch", 1, "en", "English", 2, 128_000, IsDefault: true), new("a2-fr-2ch", 2, "fr", "French", 2, 128_000, IsDefault: false)],
            Subtitles = [TrackPlanner.Subtitles(1, "en", "English")],
        };
        var others = plan.Without(["a1-en-2ch", "a2-fr-2ch", "s1-en"]);
        Assert.Equal(["a1-en-2ch"], others.Audio.Select(rung => rung.Id));
        Assert.Empty(others.Subtitles);
    }

    [Fact]
    public void Without_Nothing_IsTheSame()
    {
        var plan = EncodePlanner.Plan(Sources.Of(1280, 720));
        Assert.Same(plan, plan.Without([]));
        Assert.Same(plan, plan.Without(default));
    }
}
