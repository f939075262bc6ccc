using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Serialization;
using StreamVerse.Storage;

namespace StreamVerse.Grains.Tests.Messages;

/// <summary>Messages survive the way between silos, and keep names that tomorrow's program still knows.</summary>
public sealed class MessageTests
{
    private static readonly Assembly Abstractions = typeof(ITitleGrain).Assembly;

    public static TheoryData<string> Messages =>
        [.. Abstractions.GetTypes().Where(type => IsMessage(type) && !type.IsAbstract && type != typeof(DomainException)).Select(type => type.FullName!)];

    public static TheoryData<string> AllMessages => [.. Abstractions.GetTypes().Where(IsMessage).Select(type => type.FullName!)];

    public static TheoryData<string> Interfaces => [.. Abstractions.GetTypes().Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrain))).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_Serialized_ComesBackWhole(string name)
    {
        using var services = new ServiceCollection().AddSerializer(serializer => serializer.AddMediaMessages()).BuildServiceProvider();
        var message = Sample.Of(Abstractions.GetType(name)!);
        var serializer = services.GetRequiredService<Serializer>();
        var back = serializer.Deserialize<object>(serializer.SerializeToArray<object>(message))!;
        Assert.Equal(message.GetType(), back.GetType());
        Assert.Equal(Sample.Describe(message), Sample.Describe(back));

        var copy = services.GetRequiredService<DeepCopier>().Copy(message);
        Assert.Equal(Sample.Describe(message), Sample.Describe(copy));
    }

    [Fact]
    public void DomainException_Serialized_KeepsKindCodeAndMessage()
    {
        using var services = new ServiceCollection().AddSerializer(serializer => serializer.AddMediaMessages()).BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        var back = serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(new DomainException(ErrorKind.Gone, "upload-expired", "It has expired.")));
        var domain = Assert.IsType<DomainException>(back);
        Assert.Equal((ErrorKind.Gone, "upload-expired", "It has expired."), (domain.Kind, domain.Code, domain.Message));
    }

    [Fact]
    public void StoreFailure_OfPostgres_CrossesTheCall()
    {
        using var services = new ServiceCollection().AddSerializer(serializer => serializer.AddMediaMessages()).BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        PostgresException cause = new("terminating connection due to unexpected postmaster exit", "FATAL", "FATAL", "57P01");
        StoreUnavailableException failure = new("relational store", "StreamVerse:Relational:ConnectionString", "it has ended.", cause);
        var back = serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(new InvalidOperationException("The grain could not be activated.", failure)));
        Assert.NotNull(StoreUnavailableException.FindIn(back));
    }

    [Fact]
    public void PlacementTimeout_AsASiloThatIsBehindThrowsIt_CrossesTheCall()
    {
        using var services = new ServiceCollection().AddSerializer(serializer => serializer.AddMediaMessages()).BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        TimeoutException failure = new("Grain placement operation timed out for grain session/1.", new Polly.Timeout.TimeoutRejectedException("The operation didn't complete within the allowed timeout.", TimeSpan.FromSeconds(30)));
        var back = Assert.IsType<TimeoutException>(serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(failure)));
        Assert.Equal(failure.Message, back.Message);
    }

    [Theory]
    [MemberData(nameof(AllMessages))]
    public void Message_Members_HaveAliasAndIdsOfTheirOwn(string name)
    {
        var type = Abstractions.GetType(name)!;
        Assert.StartsWith("sv.", type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias, StringComparison.Ordinal);
        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(property => property.CanWrite).ToArray();
        var ids = members.Select(member => member.GetCustomAttribute<IdAttribute>()?.Id).ToArray();
        Assert.All(ids, id => Assert.NotNull(id));
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Aliases_OfAllTypes_AreUnique()
    {
        var aliases = Abstractions.GetTypes().Select(type => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias).OfType<string>().ToArray();
        Assert.Equal(aliases.Length, aliases.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void Interface_AndItsMethods_HaveAliases(string name)
    {
        var type = Abstractions.GetType(name)!;
        Assert.StartsWith("sv.", type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias, StringComparison.Ordinal);
        var aliases = type.GetMethods().Select(method => method.GetCustomAttribute<AliasAttribute>()?.Alias).ToArray();
        Assert.All(aliases, Assert.NotNull);
        Assert.Equal(aliases.Length, aliases.Distinct().Count());
    }

    private static bool IsMessage(Type type) => type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is not null;
}
