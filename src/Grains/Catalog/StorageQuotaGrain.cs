using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Grains.Catalog;

internal sealed class StorageQuotaGrain(IRowQueries rows, IObjectStore objects, IOptions<CatalogOptions> options) : Grain, IStorageQuotaGrain
{
    /// <summary>Reservations whose upload has no row yet.</summary>
    private readonly Dictionary<Guid, long> _reserved = [];

    public async Task Reserve(Guid uploadId, long bytes)
    {
        _reserved.Remove(uploadId);

        // An upload that is whole has become a title, and is counted as that.
        var uploading = await SumAsync<UploadRecord>(StateNames.Of(UploadState.Active));
        var used = _reserved.Values.Sum() + uploading + await SumAsync<TitleRecord>(state: null);
        if (used + bytes > options.Value.QuotaBytes)
        {
            throw new DomainException(
                ErrorKind.OutOfSpace,
                "quota-exceeded",
                $"The file needs {Bytes(bytes)}, but only {Bytes(Math.Max(0, options.Value.QuotaBytes - used))} of the quota of {Bytes(options.Value.QuotaBytes)} is free. Delete titles, or ask for a larger quota ({CatalogOptions.Section}:QuotaBytes).");
        }

        // Uploads under way have not used all of their room yet, so what is promised and not yet stored counts as gone.
        var active = new Dictionary<string, object?> { ["state"] = StateNames.Of(UploadState.Active) };
        var promised = _reserved.Values.Sum() + await rows.SumAsync<UploadRecord>("remaining_bytes", active, CancellationToken.None);
        if (await objects.GetFreeBytesAsync(CancellationToken.None) is { } free && free - promised - options.Value.ReserveBytes < bytes)
        {
            throw new DomainException(
                ErrorKind.OutOfSpace,
                "store-full",
                $"The file needs {Bytes(bytes)}, but the server's object store has only {Bytes(Math.Max(0, free - promised - options.Value.ReserveBytes))} to spare. Free some room on it, then try again.");
        }

        _reserved[uploadId] = bytes;
    }

    public Task Settle(Guid uploadId)
    {
        _reserved.Remove(uploadId);
        return Task.CompletedTask;
    }

    private Task<long> SumAsync<TState>(string? state)
        where TState : class
    {
        var equal = new Dictionary<string, object?> { ["org_id"] = this.GetPrimaryKey() };
        if (state is not null)
        {
            equal.Add("state", state);
        }

        return rows.SumAsync<TState>("size_bytes", equal, CancellationToken.None);
    }

    private static string Bytes(long bytes) => $"{bytes:N0} bytes";
}
