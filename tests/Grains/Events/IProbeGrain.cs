namespace StreamVerse.Grains.Tests.Events;

/// <summary>An entity to which as much happens as a test wants.</summary>
public interface IProbeGrain : IGrainWithGuidKey
{
    /// <summary>Raises events, numbered on, in one write.</summary>
    Task Raise(int count);
}
