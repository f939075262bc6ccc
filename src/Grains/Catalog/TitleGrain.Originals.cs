using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Grains.Catalog;

/// <content>
/// Originals that are not wanted once their title is published. The row says that one is going before it is deleted, so
/// nothing is ever begun that would need it; a crash at any moment delays the rest.
/// </content>
internal sealed partial class TitleGrain
{
    private readonly OutputCheck _check = new(objects);
    private (string Version, string? Fault)? _verdict;

    /// <summary>Whether the stored row says that the original is going: what is in memory may never be written.</summary>
    private bool _isGoingStored;

    /// <summary>Whether this activation has deleted it.</summary>
    private bool _isOriginalRemoved;

    private bool IsOriginalDue => state.State.Original is OriginalState.Checking or OriginalState.Going;

    /// <summary>Whether the tenant does not want the original once there is a version; the reminder is there then.</summary>
    private async Task<bool> IsOriginalUnwantedAsync()
    {
        var policy = await grains.GetGrain<ITenantPolicyGrain>(state.State.OrgId).Get();
        if (policy.Originals != OriginalsPolicy.DeleteAfterPublish || state.State.Original != OriginalState.Kept)
        {
            return false;
        }

        await RemindAsync();
        return true;
    }

    /// <summary>Goes on with an original that is not wanted. Interleaves, and changes no state.</summary>
    private async Task LookAfterOriginalAsync(CancellationToken cancellationToken)
    {
        if (state.State is { Original: OriginalState.Checking, Presentation: { } facts, Encode: not { IsRunning: true } })
        {
            _verdict = (facts.Version, await _check.FindFaultAsync(Id, facts, cancellationToken));
        }
        else if (state.State.Original == OriginalState.Going && _isGoingStored)
        {
            await _files.RemoveOriginalAsync(state.State, cancellationToken);
            _isOriginalRemoved = true;
        }
        else
        {
            return;
        }

        this.RegisterGrainTimer(DecideOriginal, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { KeepAlive = true });
    }

    /// <summary>Writes down what the look at the original has come to.</summary>
    private async Task DecideOriginal(CancellationToken cancellationToken)
    {
        if (!Exists)
        {
            return;
        }

        var (record, now) = (state.State, clock.GetUtcNow());
        if (record.Original == OriginalState.Going && _isOriginalRemoved)
        {
            record.Original = OriginalState.Gone;
            record.Raise(TitleEvents.OriginalDeleted, now, new { titleId = Id, orgId = record.OrgId, record.Title, bytes = record.SourceBytes });
        }
        else if (record.Original == OriginalState.Checking && record.Encode is not { IsRunning: true } && _verdict is var (version, fault) && version == record.Presentation?.Version)
        {
            record.Original = fault is null ? OriginalState.Going : OriginalState.Kept;
            if (fault is not null)
            {
                record.Notices = record.Notices.Add($"The original was kept: {fault}. Encode the title anew.");
                LogOriginalKept(Id, fault);
            }
        }
        else
        {
            return;
        }

        _verdict = null;
        await WriteAsync();
        _isGoingStored = record.Original == OriginalState.Going;
        Changed();
        ScheduleTidying(TimeSpan.Zero);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The original of title {TitleId} is kept, as its version is not whole: {Fault}.")]
    private partial void LogOriginalKept(Guid titleId, string fault);
}
