using System.Reflection;

namespace StreamVerse.Grains.Tests.Clusters;

/// <summary>A store of which any method can be made to fail or wait.</summary>
/// <typeparam name="T">The port.</typeparam>
public class FaultyStore<T> : DispatchProxy
    where T : class
{
    private static readonly MethodInfo WaitAsyncOfResult = typeof(FaultyStore<T>).GetMethod(nameof(WaitForResultAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private T _inner = null!;
    private Faults _faults = null!;

    internal static T Wrap(T inner, Faults faults)
    {
        var proxy = Create<T, FaultyStore<T>>();
        var self = (FaultyStore<T>)(object)proxy;
        self._inner = inner;
        self._faults = faults;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        var wait = _faults.Before(targetMethod.Name, args?.OfType<GrainId>().Select(static grain => (GrainId?)grain).FirstOrDefault());
        object? Call() => targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
        if (wait.IsCompleted || !targetMethod.ReturnType.IsAssignableTo(typeof(Task)))
        {
            return Call();
        }

        return targetMethod.ReturnType == typeof(Task)
            ? WaitAsync(wait, Call)
            : WaitAsyncOfResult.MakeGenericMethod(targetMethod.ReturnType.GenericTypeArguments[0]).Invoke(null, [wait, (Func<object?>)Call]);
    }

    private static async Task WaitAsync(Task wait, Func<object?> call)
    {
        await wait;
        await (Task)call()!;
    }

    private static async Task<TResult> WaitForResultAsync<TResult>(Task wait, Func<object?> call)
    {
        await wait;
        return await (Task<TResult>)call()!;
    }
}
