using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Gateway.Catalog;

/// <summary>Body of <c>POST /v1/titles/{id}/encodes</c>; it may be left out.</summary>
/// <param name="Priority">How soon it is wanted: <c>backfill</c> unless it says otherwise.</param>
internal sealed record EncodeRequest(WorkPriority? Priority = null)
{
    /// <summary>The priority that is asked for.</summary>
    /// <exception cref="DomainException">There is no such priority.</exception>
    public static WorkPriority PriorityOf(EncodeRequest? request)
    {
        var priority = request?.Priority ?? WorkPriority.Backfill;
        return Enum.IsDefined(priority)
            ? priority
            : throw new DomainException(ErrorKind.Invalid, "priority-invalid", "The priority must be 'express', 'standard' or 'backfill'.");
    }
}
