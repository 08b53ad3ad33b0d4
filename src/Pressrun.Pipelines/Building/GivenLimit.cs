using Pressrun.Model;

namespace Pressrun.Pipelines.Building;

/// <summary>A limit that a pipeline file sets for a provider.</summary>
/// <param name="Provider">The provider, under the name by which it is asked.</param>
/// <param name="Pattern">
/// The models it holds for, where <c>*</c> stands for any letters; <c>*</c> alone is all. For <c>fetch</c>, a host.
/// </param>
/// <param name="Limit">The limit.</param>
public sealed record GivenLimit(string Provider, string Pattern, Limit Limit);
