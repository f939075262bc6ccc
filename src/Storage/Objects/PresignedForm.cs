using System.Net.Http.Headers;

namespace StreamVerse.Storage.Objects;

/// <summary>
/// A signed form (S3's POST policy, AWS Signature Version 4) by which whoever has it can store one object for a while. All
/// but the bytes is laid down in it: where they go, their media type, how many there may be. A signed URL to PUT to lays
/// down the first alone; some stores (Ceph 16 and MinIO are two) even copy another object there for whoever adds a header.
/// </summary>
/// <param name="Url">Where to POST it.</param>
/// <param name="Fields">Its fields but for the file, which comes last.</param>
public sealed record PresignedForm(Uri Url, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The form with its file, as <c>multipart/form-data</c> (RFC 7578).</summary>
    /// <param name="content">The object's bytes.</param>
    public HttpContent With(ReadOnlyMemory<byte> content)
    {
        var boundary = Guid.NewGuid().ToString("N");
        MultipartFormDataContent form = new(boundary);

        // Ceph takes the quotes that .NET puts around a boundary for a part of it.
        form.Headers.ContentType = new MediaTypeHeaderValue("multipart/form-data") { Parameters = { new NameValueHeaderValue("boundary", boundary) } };
        foreach (var (name, value) in Fields)
        {
            StringContent field = new(value);
            field.Headers.ContentType = null;
            form.Add(field, Quoted(name));
        }

        form.Add(new ReadOnlyMemoryContent(content), Quoted("file"), Quoted("file"));
        return form;
    }

    private static string Quoted(string name) => $"\"{name}\"";
}
