using Microsoft.AspNetCore.Http;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Media.Ladders;

namespace StreamVerse.Gateway.Uploads;

/// <summary>What a tus <c>Upload-Metadata</c> header says of a track for a published title: <c>titleId</c>, <c>kind</c>, <c>language</c>, <c>name</c>.</summary>
internal sealed class TrackMetadata
{
    private string? _titleId;
    private string? _kind;
    private string? _language;

    public string? Name { get; set; }

    /// <summary>Takes a pair; what it does not know it leaves alone.</summary>
    public void Add(string key, string value)
    {
        switch (key)
        {
            case "titleId":
                _titleId = value;
                break;
            case "kind":
                _kind = value;
                break;
            case "language":
                _language = value;
                break;
        }
    }

    /// <summary>The request, or <see langword="null"/> where the upload is to become a title of its own.</summary>
    /// <exception cref="TusException">What is there makes no sense.</exception>
    public TrackRequest? ToRequest()
    {
        if (string.IsNullOrEmpty(_titleId))
        {
            return string.IsNullOrEmpty(_kind) && string.IsNullOrEmpty(_language)
                ? null
                : throw Refuse("track-title", "To add a track, the metadata must name the title in 'titleId'.");
        }

        if (!Guid.TryParse(_titleId, out var titleId))
        {
            throw new TusException(StatusCodes.Status404NotFound, "title-not-found", "The metadata 'titleId' is not the id of a title.");
        }

        var kind = _kind switch
        {
            "audio" => TrackKind.Audio,
            "subtitles" => TrackKind.Subtitles,
            _ => throw Refuse("track-kind", "The metadata 'kind' must be 'audio' or 'subtitles'."),
        };
        var language = LanguageTag.Normalise(_language)
            ?? throw Refuse("track-language", "The metadata 'language' must be a BCP 47 tag such as 'fr' or 'pt-BR'.");
        return new TrackRequest(titleId, kind, language, string.IsNullOrEmpty(Name) ? null : Name);
    }

    private static TusException Refuse(string code, string message) => new(StatusCodes.Status400BadRequest, code, message);
}
