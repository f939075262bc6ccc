using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using StreamVerse.Storage.Clocks;
using StreamVerse.Storage.Diagnosis;
using StreamVerse.Storage.Health;
using StreamVerse.Storage.Relational.Activity;
using StreamVerse.Storage.Relational.DeadLetters;
using StreamVerse.Storage.Relational.GrainStorage;
using StreamVerse.Storage.Relational.Migrations;
using StreamVerse.Storage.Relational.Outbox;
using StreamVerse.Storage.Relational.Postgres;
using StreamVerse.Storage.Relational.Queries;
using StreamVerse.Storage.Relational.Sqlite;

namespace StreamVerse.Storage.Relational;

/// <summary>Registers the relational store and the tables of grain states.</summary>
public static class RelationalServiceCollectionExtensions
{
    /// <summary>
    /// Adds the store of section <see cref="RelationalOptions.Section"/> with <see cref="ISchemaMigrator"/>,
    /// <see cref="IRowQueries"/>, <see cref="IOutbox"/>, <see cref="IDeadLetters"/>, <see cref="IActivityLog"/> and a
    /// <see cref="IStoreHealth"/>. The host runs the migrator before the silo starts, by <see cref="StoreGate"/>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's configuration (its root).</param>
    public static IServiceCollection AddRelationalStore(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<RelationalOptions>().Bind(configuration.GetSection(RelationalOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RelationalOptions>, RelationalOptionsValidator>());
        services.AddStoreHealth();
        services.TryAddSingleton<IRelationalStore>(provider =>
            provider.GetRequiredService<IOptions<RelationalOptions>>().Value.Provider == RelationalProvider.Sqlite
                ? ActivatorUtilities.CreateInstance<SqliteStore>(provider)
                : ActivatorUtilities.CreateInstance<PostgresStore>(provider));
        services.AddSingleton<IStoreHealth>(provider => provider.GetRequiredService<IRelationalStore>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStorePreparation, RelationalPreparation>());
        services.TryAddSingleton<GrainTableRegistry>();
        services.TryAddSingleton<RelationalExamination>();
        services.TryAddSingleton<ISchemaMigrator, SchemaMigrator>();
        services.TryAddSingleton<IRowQueries, RowQueries>();
        services.TryAddSingleton<IStoreClock, RelationalClock>();
        services.TryAddSingleton<OutboxSignal>();
        services.TryAddSingleton<IOutbox, RelationalOutbox>();
        services.TryAddSingleton<IDeadLetters, RelationalDeadLetters>();
        services.TryAddSingleton<IActivityLog, RelationalActivityLog>();
        return services;
    }

    /// <summary>Gives a grain state its table.</summary>
    /// <typeparam name="TTable">The table's description.</typeparam>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddGrainTable<TTable>(this IServiceCollection services)
        where TTable : GrainTable
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<GrainTable, TTable>());
        return services;
    }

    /// <summary>Keeps a grain state that nobody will ever query as a blob in <c>platform.grain_state</c>.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddGrainBlob<TState>(this IServiceCollection services)
        where TState : class
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<GrainTable, GrainBlobTable<TState>>());
        return services;
    }

    /// <summary>Brings stored states of older programs to today's form.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <typeparam name="TUpgrader">How.</typeparam>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddStateUpgrader<TState, TUpgrader>(this IServiceCollection services)
        where TUpgrader : class, IStateUpgrader<TState>
    {
        services.AddSingleton<IStateUpgrader<TState>, TUpgrader>();
        return services;
    }
}
