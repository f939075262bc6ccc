using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Runtime.Hosting;

namespace StreamVerse.Storage.Relational.GrainStorage;

/// <summary>Gives silos the grain storage.</summary>
public static class RelationalGrainStorageExtensions
{
    /// <summary>The provider's name, for <c>[PersistentState("state", RelationalGrainStorageExtensions.ProviderName)]</c>.</summary>
    public const string ProviderName = "rows";

    /// <summary>Adds the grain storage "rows", also as the default one. Needs <c>AddRelationalStore</c> and migrated tables.</summary>
    /// <param name="builder">The silo.</param>
    public static ISiloBuilder AddRelationalGrainStorage(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddGrainStorage(ProviderName, Create);
        builder.Services.AddGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, Create);
        return builder;
    }

    private static RelationalGrainStorage Create(IServiceProvider services, string name) =>
        ActivatorUtilities.CreateInstance<RelationalGrainStorage>(services);
}
