namespace StreamVerse.Encoding.Filters;

/// <summary>A typed step of a filter chain.</summary>
internal interface IFilter
{
    /// <summary>The step as ffmpeg reads it, filters joined by commas; empty where it has nothing to do.</summary>
    string Text { get; }
}
