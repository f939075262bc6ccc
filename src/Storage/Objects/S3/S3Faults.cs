using System.Net;
using System.Net.Sockets;
using Minio.Exceptions;

namespace StreamVerse.Storage.Objects.S3;

/// <summary>Which failures are worth another attempt, and what the last one means to people.</summary>
internal sealed class S3Faults(string endpoint)
{
    public static bool IsTransient(Exception exception) => exception switch
    {
        S3ErrorException error => IsTransient(error.Status, error.Code),
        TimeoutException or HttpRequestException or HttpIOException or SocketException => true,
        MinioException error when ResponseOf(error) is { } answer => IsTransient(answer.Status, answer.Code),
        MinioException => true,
        _ => false,
    };

    /// <summary>Whether an exception comes from the store or the way to it, and not from our own rules or our caller.</summary>
    public static bool IsOfStore(Exception exception) =>
        exception is S3ErrorException or TimeoutException or HttpRequestException or HttpIOException or SocketException or MinioException;

    public StoreUnavailableException Unavailable(string step, Exception exception)
    {
        var (status, code) = exception switch
        {
            S3ErrorException error => (error.Status, error.Code),
            MinioException error when ResponseOf(error) is { } answer => answer,
            _ => (default, ""),
        };
        var outOfSpace = status == HttpStatusCode.InsufficientStorage || code is "QuotaExceeded" or "XMinioStorageFull" or "XMinioAdminBucketQuotaExceeded";
        var (setting, reason) = exception switch
        {
            _ when outOfSpace => (S3ObjectStoreOptions.EndpointSetting, "it has no room left, or the quota is used up"),
            _ when code == "RequestTimeTooSkewed" => (S3ObjectStoreOptions.EndpointSetting, "its clock and ours differ by more than 15 minutes; set this machine's clock"),
            _ when status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => (S3ObjectStoreOptions.AccessKeySetting, $"it refuses our credentials ({code}); check access key, secret key, region and the key's permissions"),
            _ when code == "NoSuchBucket" => (S3ObjectStoreOptions.EndpointSetting, "a bucket is missing; restart the program, which makes it"),
            _ when status != default => (S3ObjectStoreOptions.EndpointSetting, $"it answered {(int)status} {code}".TrimEnd()),
            TimeoutException => (S3ObjectStoreOptions.EndpointSetting, "it did not answer in time"),
            _ => (S3ObjectStoreOptions.EndpointSetting, "it cannot be reached: " + Innermost(exception).Message),
        };
        return new StoreUnavailableException("object store", setting, $"{step} at {endpoint}: {reason}", exception) { IsOutOfSpace = outOfSpace, MayPass = IsTransient(exception) };
    }

    private static bool IsTransient(HttpStatusCode status, string code) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
        || code is "OperationAborted" or "ConcurrentModification"
        || ((int)status >= 500 && status is not (HttpStatusCode.NotImplemented or HttpStatusCode.InsufficientStorage));

    private static (HttpStatusCode Status, string Code)? ResponseOf(MinioException exception) =>
        exception.ServerResponse is { } response && response.StatusCode != 0 ? (response.StatusCode, exception.Response?.Code ?? "") : null;

    private static Exception Innermost(Exception exception) => exception.GetBaseException();
}
