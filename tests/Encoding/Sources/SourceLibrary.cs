using System.Collections.Concurrent;

namespace StreamVerse.Encoding.Tests.Sources;

/// <summary>Small odd sources, made when first asked for and kept for the run.</summary>
internal sealed class SourceLibrary(string folder)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _made = new();

    /// <summary>The path of a source made by ffmpeg.</summary>
    public Task<string> GetAsync(SourceRecipe recipe) =>
        _made.GetOrAdd(recipe.FileName, name => new Lazy<Task<string>>(() => MakeAsync(Path.Combine(folder, name), recipe))).Value;

    /// <summary>A file of given bytes.</summary>
    public async Task<string> WriteAsync(string fileName, byte[] bytes)
    {
        var path = Path.Combine(folder, fileName);
        await File.WriteAllBytesAsync(path, bytes);
        return path;
    }

    private static async Task<string> MakeAsync(string path, SourceRecipe recipe)
    {
        await Ffmpeg.RunAsync("ffmpeg", ["-v", "error", "-nostdin", "-y", .. recipe.Arguments(path), path]);
        return path;
    }
}
