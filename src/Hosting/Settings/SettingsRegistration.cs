using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace StreamVerse.Hosting.Settings;

/// <summary>Has wrong settings told of in one line, whatever is wrong with them.</summary>
public static class SettingsRegistration
{
    /// <summary>Takes values of the wrong type for wrong settings like others.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddReadableSettings(this IServiceCollection services) =>
        services.Replace(ServiceDescriptor.Transient(typeof(IOptionsFactory<>), typeof(ReadableOptionsFactory<>)));

    /// <summary>Makes the host, or names all settings that keep it from being made.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <exception cref="InvalidDataException">Several settings are wrong; names each of them, once.</exception>
    /// <exception cref="OptionsValidationException">Settings of one section are wrong.</exception>
    public static WebApplication BuildWithSettings(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        try
        {
            return builder.Build();
        }
        catch (OptionsValidationException)
        {
            // A host reads some of its settings while it is made; who mends those wants to know of the others too.
            using var services = builder.Services.BuildServiceProvider();
            services.ThrowIfSettingsAreWrong();
            throw;
        }
    }

    /// <summary>Looks at all settings before anything is done with one of them.</summary>
    /// <param name="services">The host's services.</param>
    /// <exception cref="InvalidDataException">Settings are wrong; names each of them, once.</exception>
    public static void ThrowIfSettingsAreWrong(this IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(static inner => inner is OptionsValidationException))
        {
            throw new InvalidDataException(string.Join(' ', exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(static inner => inner.Failures).Distinct()), exception);
        }
    }
}
