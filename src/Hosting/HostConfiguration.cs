using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace StreamVerse.Hosting;

/// <summary>
/// The one configuration scheme of all programs. Later ones go before earlier ones: the program's <c>appsettings.json</c>,
/// a file named by <c>STREAMVERSE_CONFIG</c>, files in <c>/run/secrets</c> (a file a setting, <c>__</c> for a colon),
/// environment variables, the command line.
/// </summary>
public static class HostConfiguration
{
    /// <summary>Environment variable that names a further JSON file.</summary>
    public const string FileVariable = "STREAMVERSE_CONFIG";

    private const string SecretsFolder = "/run/secrets";

    /// <summary>Adds what a host does not read by itself.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="arguments">Settings of the command line.</param>
    /// <exception cref="InvalidDataException">The named file is not there.</exception>
    public static void Apply(WebApplicationBuilder builder, string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var configuration = builder.Configuration;
        if (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } file)
        {
            if (!File.Exists(file))
            {
                throw new InvalidDataException($"{FileVariable} names {file}, which is not there.");
            }

            configuration.AddJsonFile(Path.GetFullPath(file), optional: false);
        }

        configuration.AddKeyPerFile(SecretsFolder, optional: true);
        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine(arguments);
    }
}
