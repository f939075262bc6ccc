using System.Diagnostics;

namespace StreamVerse.Encoding.Tests;

/// <summary>Runs ffmpeg and ffprobe as an independent tool: to make sources and to judge results.</summary>
internal static class Ffmpeg
{
    public static async Task<byte[]> RunAsync(string tool, params IEnumerable<string> arguments)
    {
        var (bytes, errors, exitCode) = await TryRunAsync(tool, arguments);
        Assert.True(exitCode == 0, $"{tool} {string.Join(' ', arguments)}\n{errors}");
        return bytes;
    }

    public static async Task<(byte[] Bytes, string Errors, int ExitCode)> TryRunAsync(string tool, params IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        Process process;
        try
        {
            process = Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{tool} is not installed");
            throw;
        }

        using (process)
        {
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync();
            using var bytes = new MemoryStream();
            await process.StandardOutput.BaseStream.CopyToAsync(bytes);
            await process.WaitForExitAsync();
            return (bytes.ToArray(), await errors, process.ExitCode);
        }
    }
}
