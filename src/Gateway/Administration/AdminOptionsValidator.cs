using Microsoft.Extensions.Options;

namespace StreamVerse.Gateway.Administration;

/// <summary>Refuses a token that could be guessed.</summary>
internal sealed class AdminOptionsValidator : IValidateOptions<AdminOptions>
{
    public ValidateOptionsResult Validate(string? name, AdminOptions options) =>
        options.Token is null || options.Token.Length >= AdminOptions.MinTokenLength
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{AdminOptions.Section}:Token must have at least {AdminOptions.MinTokenLength} characters; 'openssl rand -hex 20' makes a good one.");
}
