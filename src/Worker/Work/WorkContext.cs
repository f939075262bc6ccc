using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Worker.Output;

namespace StreamVerse.Worker.Work;

/// <summary>What an item is done with.</summary>
/// <param name="SourcePath">The source, a local file.</param>
/// <param name="Output">Where results go.</param>
/// <param name="Scratch">An empty folder, removed afterwards.</param>
/// <param name="Progress">Told how far the item is.</param>
/// <param name="OnEncoded">Called when the encoder has nothing left to do for this item, so that another may be begun.</param>
internal sealed record WorkContext(string SourcePath, OutputFolder Output, ScratchFolder Scratch, IProgress<WorkProgress> Progress, Action OnEncoded);
