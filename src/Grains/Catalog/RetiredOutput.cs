using System.Collections.Immutable;

namespace StreamVerse.Grains.Catalog;

/// <summary>Output that no facts name any more, and that goes when nobody can want it; part of a title's state.</summary>
internal sealed class RetiredOutput
{
    public Guid Id { get; set; }

    /// <summary>The folder below the title's own, with its slash: <c>1/</c> for a version, <c>1/v720/</c> for a rendition.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Jobs that made it, or were about to.</summary>
    public ImmutableArray<Guid> JobIds { get; set; } = [];

    /// <summary>From then on its files may go.</summary>
    public DateTimeOffset From { get; set; }

    /// <summary>Until then something may still be stored there: it is cleared once more after it.</summary>
    public DateTimeOffset Until { get; set; }
}
