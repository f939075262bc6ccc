using System.Collections;

namespace StreamVerse.Cluster.Tests.Processes;

/// <summary>Settings of a process that tell when they are read, which is just before it is started.</summary>
internal sealed class HookedEnvironment : Dictionary<string, string>, IEnumerable<KeyValuePair<string, string>>
{
    public Action? Hook { get; set; }

    IEnumerator<KeyValuePair<string, string>> IEnumerable<KeyValuePair<string, string>>.GetEnumerator()
    {
        Hook?.Invoke();
        return GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
