namespace StreamVerse.Grains.Administration;

/// <summary>
/// The dashboard's profile of grain calls, which is taken only while somebody looks at the dashboard. Meanwhile the
/// dashboard's own filter would still be a stage that every call goes through; this lets calls pass it by.
/// </summary>
/// <param name="filter">The dashboard's filter.</param>
/// <param name="isTaken">Whether the profile is being taken.</param>
internal sealed class CallProfile(IIncomingGrainCallFilter filter, Func<bool> isTaken)
{
    /// <summary>Goes on with a call, and notes how long it took if somebody wants to know.</summary>
    public Task Invoke(IIncomingGrainCallContext context) => isTaken() ? filter.Invoke(context) : context.Invoke();
}
