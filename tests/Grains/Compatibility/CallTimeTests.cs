using System.Reflection;
using Orleans.Concurrency;
using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Grains.Tests.Compatibility;

/// <summary>How long callers wait for grains.</summary>
public sealed class CallTimeTests
{
    [Fact]
    public void GrainCalls_ThatMustNotBeMadeTwice_SayHowLongTheyAreWaitedFor()
    {
        var silent =
            from type in typeof(ITitleGrain).Assembly.GetTypes()
            where type.IsInterface && type.IsAssignableTo(typeof(IGrain))
            from method in type.GetMethods()
            where method.ReturnType.IsAssignableTo(typeof(Task)) && !method.IsDefined(typeof(RepeatableAttribute)) && !method.IsDefined(typeof(ReadOnlyAttribute)) && !method.IsDefined(typeof(ResponseTimeoutAttribute))
            select $"{type.Name}.{method.Name}";
        Assert.Empty(silent);
    }
}
