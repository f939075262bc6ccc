using System.Diagnostics;
using System.Globalization;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Synchrony;

/// <summary>Sound stays with the pictures for two hours, at a rate that no decimal number holds and at one that changes all the time.</summary>
public sealed class LongTitleTests(Studio studio)
{
    private const double Tolerance = 0.020;
    private const int Places = 13;

    [Fact(Timeout = 900_000)]
    public Task TwoHours_FilmRate_SoundAndPicturesStayTogether() => MeasureAsync(LongSource.Film, TestContext.Current.CancellationToken);

    [Fact(Timeout = 900_000)]
    public Task TwoHours_VariableRate_SoundAndPicturesStayTogether() => MeasureAsync(LongSource.Variable, TestContext.Current.CancellationToken);

    private async Task MeasureAsync(LongSource source, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder("streamverse-long-");
        var path = await source.MakeAsync(folder.Path);
        var api = await studio.GetApiAsync();
        var clock = Stopwatch.StartNew();
        var title = await api.PublishAsync(path, source.FileName, cancellationToken);
        Say($"{source.FileName} of {source.Seconds:F2} s was published after {clock.Elapsed.TotalSeconds:F0} s.");
        var session = await api.PlayAsync(title.Id, cancellationToken);
        var pictures = await PublishedTrack.OpenAsync(api, session, title.Video[0].Id, folder.Path, cancellationToken);
        var sound = await PublishedTrack.OpenAsync(api, session, title.Audio[0].Id, folder.Path, cancellationToken);
        Say($"{pictures}; {sound}");

        var moments = source.Moments;
        foreach (var moment in Enumerable.Range(0, Places).Select(place => moments[place * (moments.Count - 1) / (Places - 1)]))
        {
            var flash = await pictures.FindFlashAsync(moment, cancellationToken);
            var beep = await sound.FindBeepAsync(moment, cancellationToken);
            Say($"At {moment:F3} s: the picture is {(flash - moment) * 1000:F1} ms late, the sound {(beep - moment) * 1000:F1} ms, one against the other {(beep - flash) * 1000:F1} ms.");
            Assert.InRange(beep - flash, -Tolerance, Tolerance);
            Assert.InRange(flash - moment, -Tolerance, Tolerance);
            Assert.InRange(beep - moment, -Tolerance, Tolerance);
        }

        Say($"Sums of EXTINF are at most {pictures.PlaylistError * 1000:F2} ms (pictures) and {sound.PlaylistError * 1000:F2} ms (sound) from the segments' own times.");
        Assert.InRange(pictures.PlaylistError, 0, Tolerance);
        Assert.InRange(sound.PlaylistError, 0, Tolerance);
        Assert.Equal(source.Seconds, pictures.Seconds, 0.05);
        Assert.Equal(source.Seconds, sound.Seconds, 0.05);
        using var deleted = await api.Http.DeleteAsync($"/v1/titles/{title.Id}", cancellationToken);
        deleted.EnsureSuccessStatusCode();
    }

    private static void Say(FormattableString line) => TestContext.Current.TestOutputHelper?.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
