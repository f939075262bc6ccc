namespace StreamVerse.Grains.Abstractions;

/// <summary>
/// Doing the call twice is doing it once, so a caller that got no answer, as when a silo dies, may simply call again.
/// What is <c>[ReadOnly]</c> is repeatable without saying so.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RepeatableAttribute : Attribute;
