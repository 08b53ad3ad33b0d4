namespace Pressrun.Pipelines.Files;

/// <summary>A model of a provider.</summary>
/// <param name="Provider">The provider's name, as in <c>providers</c>, or a built-in one.</param>
/// <param name="Model">The model as the provider calls it; empty if only a provider was named.</param>
/// <param name="At">Where it was named; for an alias, the place that uses the alias.</param>
internal sealed record ModelReference(string Provider, string Model, Position At);
