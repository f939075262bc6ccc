using StreamVerse.Testing;

namespace StreamVerse.Hosting.Tests.Kubernetes;

/// <summary>Whether what <c>.dockerignore</c> lets through is all that the <c>Dockerfile</c>'s commands read.</summary>
public sealed class ImageTests
{
    /// <summary>What MSBuild, the compiler, NuGet and the SDK look for above a project, by themselves.</summary>
    private static readonly string[] s_looksFor =
    [
        "Directory.*.props", "Directory.*.targets", "Directory.*.rsp", "*.editorconfig", "*.globalconfig", "*.ruleset", "*.snk",
        "global.json", "nuget.config", "NuGet.Config", "NuGet.config", "packages.lock.json",
    ];

    /// <summary>Folders that the commands make anew.</summary>
    private static readonly string[] s_made = ["bin", "obj", "node_modules", "dist"];

    private readonly BuildContext _context = new();

    [Fact]
    public void Context_EveryFileThatABuildLooksForAtTheRoot_IsPartOfIt()
    {
        var files = s_looksFor.SelectMany(static pattern => Directory.EnumerateFiles(RepositoryRoot.Path, pattern)).Select(static file => Path.GetFileName(file)).ToList();
        Assert.Contains(".editorconfig", files);
        Assert.Contains("Directory.Packages.props", files);
        Assert.All(files, file => Assert.True(_context.Has(file), $"{file} is not part of the images' build context: name it in .dockerignore."));
    }

    [Fact]
    public void Context_EveryPathThatTheDockerfileCopies_IsPartOfIt()
    {
        var copied = File.ReadLines(RepositoryRoot.Combine("k8s", "Dockerfile"))
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(static words => words is ["COPY" or "ADD", ..] && !words.Any(static word => word.StartsWith("--from=", StringComparison.Ordinal)))
            .SelectMany(static words => words[1..^1].Where(static word => !word.StartsWith("--", StringComparison.Ordinal)))
            .ToList();
        Assert.NotEmpty(copied);
        Assert.All(copied.Where(static path => path is not ("." or "./")), path =>
        {
            Assert.True(Path.Exists(RepositoryRoot.Combine(path)), path);
            Assert.True(_context.Has(path.Trim('/')), path);
        });
    }

    [Fact]
    public void Context_EveryFileOfTheProgramsAndThePage_IsPartOfIt()
    {
        foreach (var folder in (string[])["src", "web"])
        {
            var files = Directory.EnumerateFiles(RepositoryRoot.Combine(folder), "*", SearchOption.AllDirectories)
                .Select(static file => Path.GetRelativePath(RepositoryRoot.Path, file))
                .Where(static file => !file.Split('/').Intersect(s_made).Any())
                .ToList();
            Assert.NotEmpty(files);
            Assert.All(files, file => Assert.True(_context.Has(file), file));
        }
    }

    [Theory]
    [InlineData(".git/config")]
    [InlineData("data/streamverse.db")]
    [InlineData("artifacts/bin/StreamVerse.Silo/release/StreamVerse.Silo.dll")]
    [InlineData("src/Silo/obj/project.assets.json")]
    [InlineData("web/node_modules/esbuild/package.json")]
    [InlineData("web/dist/index.html")]
    public void Context_WhatAMachineMade_IsNotPartOfIt(string path) => Assert.False(_context.Has(path));
}
