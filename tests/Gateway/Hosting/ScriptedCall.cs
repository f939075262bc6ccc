using System.Reflection;
using Orleans.Serialization.Invocation;

namespace StreamVerse.Gateway.Tests.Hosting;

/// <summary>A call of a grain that ends as the test says.</summary>
/// <param name="method">The method that is called.</param>
/// <param name="invoke">Told how often it was made before.</param>
internal sealed class ScriptedCall(MethodInfo method, Func<int, Task> invoke) : IOutgoingGrainCallContext
{
    private int _made;

    public int Made => _made;

    public IInvokable Request => throw new NotSupportedException();

    public object Grain => throw new NotSupportedException();

    public GrainId? SourceId => null;

    public GrainId TargetId => default;

    public GrainInterfaceType InterfaceType => default;

    public string InterfaceName => InterfaceMethod.DeclaringType!.Name;

    public string MethodName => InterfaceMethod.Name;

    public MethodInfo InterfaceMethod { get; } = method;

    public object? Result { get; set; }

    public Response? Response { get; set; }

    public IGrainContext? SourceContext => null;

    public Task Invoke() => invoke(_made++);
}
