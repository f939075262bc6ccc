using StreamVerse.Storage.Objects;

namespace StreamVerse.Storage.Tests.Objects;

/// <summary>How every adapter of the object store lists and deletes.</summary>
public abstract class ObjectNamesContract : ObjectStoreContract
{
    [Fact]
    public async Task DeleteAsync_Object_IsGone()
    {
        var store = await OpenStoreAsync();
        await PutAsync(store, Key(), Bytes(1, 10));
        await store.DeleteAsync(Key(), Cancellation);
        await store.DeleteAsync(Key(), Cancellation);
        Assert.Null(await store.FindAsync(Key(), Cancellation));
        await PutAsync(store, Key(), Bytes(2, 10), ifNoneMatch: true);
    }

    [Fact]
    public async Task DeletePrefixAsync_Folder_TakesItAndNothingElse()
    {
        var store = await OpenStoreAsync();
        foreach (var name in (string[])["t/a", "t/b/c", "t/b/d", "t2/a", "ta"])
        {
            await PutAsync(store, Key(name), Bytes(1, 10));
        }

        await store.DeletePrefixAsync(Buckets.Content, Folder + "t/", Cancellation);
        await store.DeletePrefixAsync(Buckets.Content, Folder + "t/", Cancellation);
        Assert.Equal(["t2/a", "ta"], await ListAsync(store, Folder));
        await PutAsync(store, Key("t/a"), Bytes(1, 10));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("title")]
    [InlineData("../")]
    [InlineData("a/../../")]
    public async Task DeletePrefixAsync_NoFolder_IsRefused(string prefix)
    {
        var store = await OpenStoreAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => store.DeletePrefixAsync(Buckets.Content, prefix, Cancellation));
    }

    [Fact]
    public async Task ListAsync_Names_ComeInOrdinalOrder()
    {
        var store = await OpenStoreAsync();
        string[] names = ["Z", "a-b/x", "a.b", "a/x", "a/y/z", "a0", "a_b", "b/1", "b/10", "b/2"];
        foreach (var name in names.Reverse())
        {
            await PutAsync(store, Key(name), Bytes(1, 5));
        }

        Assert.Equal(names, await ListAsync(store, Folder));
        Assert.Equal(["a-b/x", "a.b", "a/x", "a/y/z", "a0", "a_b"], await ListAsync(store, Folder + "a"));
        Assert.Equal(["b/1", "b/10"], await ListAsync(store, Folder + "b/1"));
        Assert.Empty(await ListAsync(store, Folder + "none/"));
    }

    [Theory]
    [InlineData("../")]
    [InlineData("/etc")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("ä")]
    public async Task ListAsync_BadPrefix_IsRefused(string prefix)
    {
        var store = await OpenStoreAsync();
        Assert.Throws<ArgumentException>(() => { _ = store.ListAsync(Buckets.Content, prefix, Cancellation); });
    }
}
