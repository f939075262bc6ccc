using Microsoft.Extensions.DependencyInjection;

namespace StreamVerse.Storage.Relational.Reminders;

/// <summary>Gives silos reminders that outlive them.</summary>
public static class RelationalReminderExtensions
{
    /// <summary>Adds reminders, kept in the relational store. Needs <c>AddRelationalStore</c> and migrated tables.</summary>
    /// <param name="builder">The silo.</param>
    public static ISiloBuilder AddRelationalReminders(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddReminders();
        builder.Services.AddSingleton<IReminderTable, RelationalReminderTable>();
        return builder;
    }
}
