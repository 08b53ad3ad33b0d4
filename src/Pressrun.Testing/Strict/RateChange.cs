namespace Pressrun.Testing.Strict;

/// <summary>From a time on, the provider grants another share of its rates and of its capacities.</summary>
/// <param name="At">When it begins.</param>
/// <param name="Factor">What the rates at the start are multiplied by; above 0. Factors do not add up.</param>
internal readonly record struct RateChange(TimeSpan At, double Factor);
