namespace StreamVerse.Worker.Output;

/// <summary>A file to store.</summary>
/// <param name="Name">Its path in the output's folder.</param>
/// <param name="Content">Its bytes.</param>
internal readonly record struct OutputFile(string Name, ReadOnlyMemory<byte> Content);
