using Microsoft.Extensions.Options;

namespace StreamVerse.Hosting.Settings;

/// <summary>
/// Makes options as the framework does, but takes a value of the wrong type for what it is, a wrong setting: what comes of it
/// is the same exception as of one that a validator refuses, so that all are told of together and in the same way.
/// </summary>
/// <typeparam name="TOptions">The options.</typeparam>
internal sealed class ReadableOptionsFactory<TOptions>(
    IEnumerable<IConfigureOptions<TOptions>> setups,
    IEnumerable<IPostConfigureOptions<TOptions>> postSetups,
    IEnumerable<IValidateOptions<TOptions>> validations) : IOptionsFactory<TOptions>
    where TOptions : class
{
    private readonly OptionsFactory<TOptions> _framework = new(setups, postSetups, validations);

    public TOptions Create(string name)
    {
        try
        {
            return _framework.Create(name);
        }
        catch (InvalidOperationException exception) when (UnreadableSetting.Describe(exception) is { } fault)
        {
            throw new OptionsValidationException(name, typeof(TOptions), [fault]);
        }
    }
}
