using StreamVerse.Storage;

namespace StreamVerse.Grains;

/// <summary>Finds a store's failure under what Orleans wraps around it.</summary>
internal static class StoreFaults
{
    public static StoreUnavailableException? Find(Exception? exception)
    {
        while (exception is not null and not StoreUnavailableException)
        {
            exception = exception.InnerException;
        }

        return exception as StoreUnavailableException;
    }
}
