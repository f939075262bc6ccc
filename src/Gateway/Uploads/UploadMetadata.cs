using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Gateway.Uploads;

/// <summary>The tus <c>Upload-Metadata</c> header: keys, each with a base64 value, divided by commas.</summary>
/// <param name="FileName">The value of <c>filename</c>: for people, never a path.</param>
/// <param name="Title">The value of <c>title</c>, or the file's name without its extension.</param>
/// <param name="Priority">The value of <c>priority</c>: <c>express</c>, <c>standard</c> or <c>backfill</c>; standard where there is none.</param>
/// <param name="Track">The track that the file is for a published title, where <c>titleId</c> names one.</param>
internal sealed record UploadMetadata(string FileName, string Title, WorkPriority Priority = WorkPriority.Standard, TrackRequest? Track = null)
{
    private const int MaxHeaderLength = 4096;
    private const int MaxTextLength = 200;

    public static UploadMetadata Parse(string header)
    {
        if (header.Length > MaxHeaderLength)
        {
            throw Invalid($"is longer than {MaxHeaderLength} characters");
        }

        string? fileName = null;
        string? title = null;
        var priority = WorkPriority.Standard;
        var track = new TrackMetadata();
        foreach (var pair in header.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var space = pair.IndexOf(' ', StringComparison.Ordinal);
            var key = space < 0 ? pair : pair[..space];
            if (!Ascii.IsValid(key))
            {
                throw Invalid("has a key that is not ASCII");
            }

            var value = space < 0 ? "" : Decode(pair[(space + 1)..], key);
            switch (key)
            {
                case "filename":
                    fileName = Clean(value);
                    break;
                case "name":
                    track.Name = Clean(value);
                    break;
                case "title":
                    title = Clean(value);
                    break;
                case "priority":
                    priority = ParsePriority(value);
                    break;
                default:
                    track.Add(key, value);
                    break;
            }
        }

        // Of a track it is the name for viewers; some clients send the file's name as that.
        fileName = string.IsNullOrEmpty(fileName) ? track.Name : fileName;
        fileName = string.IsNullOrEmpty(fileName) ? "untitled" : fileName;
        return new UploadMetadata(fileName, string.IsNullOrEmpty(title) ? TitleOf(fileName) : title, priority, track.ToRequest());
    }

    private static WorkPriority ParsePriority(string value) => value switch
    {
        "express" => WorkPriority.Express,
        "standard" => WorkPriority.Standard,
        "backfill" => WorkPriority.Backfill,
        _ => throw Invalid("has a 'priority' that is none of express, standard and backfill"),
    };

    private static string TitleOf(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var dot = name.LastIndexOf('.');
        return dot > 0 ? name[..dot] : name.Length > 0 ? name : "untitled";
    }

    /// <summary>Control characters would only confuse whoever reads the name; the rest is kept as it is.</summary>
    private static string Clean(string text)
    {
        var clean = string.Concat(text.Where(character => !char.IsControl(character))).Trim();
        var length = Math.Min(clean.Length, MaxTextLength);

        // Half a surrogate pair is no text.
        return clean[..(length > 0 && char.IsHighSurrogate(clean[length - 1]) ? length - 1 : length)];
    }

    private static string Decode(string base64, string key)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        try
        {
            return Convert.TryFromBase64String(base64, bytes, out var written)
                ? new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, written)
                : throw Invalid($"has a value of '{key}' that is not base64");
        }
        catch (DecoderFallbackException)
        {
            throw Invalid($"has a value of '{key}' that is not UTF-8");
        }
    }

    private static TusException Invalid(string what) => new(StatusCodes.Status400BadRequest, "tus-metadata", $"The header {TusProtocol.Metadata} {what}.");
}
