using System.Globalization;
using StreamVerse.Cluster.Processes;

namespace StreamVerse.Cluster.Programs;

/// <summary>A silo, gateway or worker of the cluster.</summary>
/// <param name="Number">From 1, among those of its kind.</param>
/// <param name="Child">Its process.</param>
/// <param name="Url">Where it answers HTTP.</param>
/// <param name="Define">How it is started from what is on the disk now.</param>
internal sealed record Member(int Number, Child Child, Uri Url, Func<ChildDefinition> Define)
{
    /// <summary>How it is, asked now.</summary>
    public async Task<MemberHealth> AskAsync(HealthClient health, CancellationToken cancellationToken)
    {
        if (Child.State != ChildState.Running)
        {
            return new MemberHealth(Child.State.ToString().ToLower(CultureInfo.InvariantCulture), []);
        }

        return await health.AskAsync(Url, Child.Uptime, cancellationToken);
    }
}
