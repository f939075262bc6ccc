namespace StreamVerse.Grains.Abstractions;

/// <summary>
/// Doing the call twice is doing it once, so a caller that got no answer, as when a silo dies, may simply call again.
/// What is <c>[ReadOnly]</c> is repeatable without saying so. Every other call says how long its answer is waited for
/// (<c>[ResponseTimeout]</c>): gateways give up what they can repeat within two seconds.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RepeatableAttribute : Attribute;
