using System.Runtime.InteropServices;

namespace StreamVerse.Cluster;

/// <summary>
/// Ctrl-C and SIGTERM end the cluster in its order, and none of them, however often it comes, ends the supervisor before that is
/// done: the kernel would then tell all processes at once to end. A terminal that is gone (SIGHUP) ends nothing.
/// </summary>
internal sealed class EndSignals : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _wanted = new();
    private readonly Action<string> _say;
    private readonly PosixSignalRegistration[] _registrations;
    private bool _isOver;

    /// <param name="say">Tells people.</param>
    public EndSignals(Action<string> say)
    {
        _say = say;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, End),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, End),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, End),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, static signal => signal.Cancel = true),
        ];
    }

    /// <summary>The cluster is to end.</summary>
    public CancellationToken Wanted => _wanted.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        lock (_lock)
        {
            // A signal may just be on its way here.
            _isOver = true;
            _wanted.Dispose();
        }
    }

    private void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            if (!_wanted.IsCancellationRequested)
            {
                _ = _wanted.CancelAsync();
                return;
            }
        }

        _say("The cluster is ending already; each process has its time to hand over what it does.");
    }
}
