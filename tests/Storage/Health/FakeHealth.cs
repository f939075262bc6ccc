namespace StreamVerse.Storage.Tests.Health;

/// <summary>A store that is there or not, as the test says.</summary>
internal sealed class FakeHealth(string store) : IStoreHealth
{
    public bool IsAway { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    public string Store => store;

    public string Setting => "StreamVerse:Fake";

    public StoreUnavailableException Fault => new(store, Setting, "it is switched off.") { MayPass = true };

    public Task ProbeAsync(CancellationToken cancellationToken)
    {
        Asked++;
        return IsAway ? Task.FromException(Fault) : Task.CompletedTask;
    }
}
