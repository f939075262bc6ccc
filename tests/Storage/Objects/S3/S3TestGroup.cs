namespace StreamVerse.Storage.Tests.Objects.S3;

/// <summary>The tests that share one S3 store; it starts with the first of them and they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class S3TestGroup : ICollectionFixture<S3StoreFixture>
{
    public const string Name = "S3";
}
