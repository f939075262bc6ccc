using System.Diagnostics;

namespace StreamVerse.Testing;

/// <summary>Runs tools to their end.</summary>
public static class Shell
{
    /// <summary>Runs a tool; its output goes to a file, so that a server that it leaves behind holds no pipe of ours.</summary>
    public static async Task RunAsync(string tool, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var log = Path.GetTempFileName();
        try
        {
            ProcessStartInfo start = new("sh") { WorkingDirectory = "/", UseShellExecute = false };
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add($"\"$@\" </dev/null >'{log}' 2>&1");
            start.ArgumentList.Add("sh");
            start.ArgumentList.Add(tool);
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{tool} ended with {process.ExitCode}: {await File.ReadAllTextAsync(log, cancellationToken)}");
            }
        }
        finally
        {
            File.Delete(log);
        }
    }

    /// <summary>Starts a process that runs a command line and removes a folder as soon as its input ends: on request, or with this process.</summary>
    public static Process StartGuard(IReadOnlyList<string> commandLine, string folder)
    {
        ProcessStartInfo start = new("sh") { WorkingDirectory = "/", UseShellExecute = false, RedirectStandardInput = true };
        start.ArgumentList.Add("-c");

        // A group's signal (Ctrl-C in the terminal) must not end the guard before its work.
        start.ArgumentList.Add("trap '' INT TERM HUP; cat >/dev/null; \"$@\" >/dev/null 2>&1; rm -rf \"$0\"");
        start.ArgumentList.Add(folder);
        foreach (var argument in commandLine)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Starts a server in the foreground of a guard, which kills it as soon as the guard's input ends: on request, or with this process.</summary>
    public static Process StartUnderGuard(IReadOnlyList<string> commandLine)
    {
        ProcessStartInfo start = new("sh") { WorkingDirectory = "/", UseShellExecute = false, RedirectStandardInput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("trap '' INT TERM HUP; \"$@\" </dev/null >/dev/null 2>&1 & cat >/dev/null; kill -9 $!; wait $! 2>/dev/null; true");
        start.ArgumentList.Add("sh");
        foreach (var argument in commandLine)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    public static async Task EndGuardAsync(Process? guard)
    {
        if (guard is not null)
        {
            guard.StandardInput.Close();
            await guard.WaitForExitAsync();
            guard.Dispose();
        }
    }
}
