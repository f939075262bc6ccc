namespace StreamVerse.Cluster;

/// <summary>The token with which the cluster's gateways let SREs in, and the supervisor.</summary>
internal static class AdminToken
{
    /// <summary>The setting that gateways have it by.</summary>
    public const string Setting = "StreamVerse:Admin:Token";

    /// <summary>The one that the environment sets; otherwise that of the data folder, made where there is none.</summary>
    public static string ReadOrCreate(ClusterFolder folder) =>
        Environment.GetEnvironmentVariable(Setting.Replace(":", "__", StringComparison.Ordinal)) is { Length: > 0 } token
            ? token
            : SecretFile.ReadOrCreate(folder.Key("admin"), SecretFile.NewSecret);
}
