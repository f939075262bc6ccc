using System.Reflection;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Abstractions.Transcoding.Remote;
using StreamVerse.Grains.Catalog;
using StreamVerse.Grains.Playback;
using StreamVerse.Grains.Transcoding;
using StreamVerse.Media.Presentations;
using StreamVerse.Testing;

namespace StreamVerse.Grains.Tests.Compatibility;

/// <summary>
/// Two versions run side by side while a cluster is upgraded, and a row may be read by any later one. So what is on record
/// stays as it is, and members are only added.
/// </summary>
public sealed class TypeFormTests
{
    private static readonly string s_record = RepositoryRoot.Combine("tests", "Grains", "Compatibility", "forms.txt");
    private static readonly string s_actual = RepositoryRoot.Combine("artifacts", "forms.txt");

    [Fact]
    public async Task Forms_OfThisProgram_AreThoseOnRecord()
    {
        Assembly[] ofCalls = [typeof(ITitleGrain).Assembly, typeof(TitleRecord).Assembly];
        var forms = (string[])
        [
            .. ofCalls.SelectMany(TypeForms.OfCalls),
            .. ofCalls.SelectMany(TypeForms.OfMessages),
            .. ofCalls.Append(typeof(Presentation).Assembly).SelectMany(TypeForms.OfEnums),
            .. TypeForms.OfJson(
                typeof(TitleRecord), typeof(UploadRecord), typeof(JobRecord), typeof(SessionRecord), typeof(BulkEncodeRecord), typeof(TenantPolicyRecord),
                typeof(LeaseRequest), typeof(WorkLease), typeof(WorkProgress), typeof(WorkResult), typeof(WorkFailure), typeof(OutputsRequest), typeof(PresignedUrls), typeof(UploadForms), typeof(LeaseAnswer)),
        ];
        var actual = forms.Distinct().Order(StringComparer.Ordinal).ToList();
        Directory.CreateDirectory(Path.GetDirectoryName(s_actual)!);
        await File.WriteAllLinesAsync(s_actual, actual, TestContext.Current.CancellationToken);
        var record = File.Exists(s_record) ? await File.ReadAllLinesAsync(s_record, TestContext.Current.CancellationToken) : [];

        var gone = record.Except(actual).ToList();
        Assert.True(gone.Count == 0, $"Other versions still write or read what these lines say. Give it back, and add what is new under a name and a number of its own:\n{string.Join('\n', gone)}");
        var added = actual.Except(record).ToList();
        Assert.True(added.Count == 0, $"New forms must be optional to those who do not know them. If they are, put them on record: cp {s_actual} {s_record}\n{string.Join('\n', added)}");
    }
}
