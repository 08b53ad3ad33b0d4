using System.IO.Enumeration;
using Pressrun.Model;

namespace Pressrun.Pipelines.Building;

/// <summary>A limit that a pipeline file sets for a provider.</summary>
/// <param name="Provider">The provider, under the name by which it is asked.</param>
/// <param name="Pattern">
/// The models it holds for, where <c>*</c> stands for any letters; <c>*</c> alone is all. For <c>fetch</c>, a host.
/// </param>
/// <param name="Limit">The limit.</param>
public sealed record GivenLimit(string Provider, string Pattern, Limit Limit)
{
    /// <summary>Whether it holds for all models, whatever their names.</summary>
    public bool IsForAll => Pattern.All(letter => letter == '*');

    /// <summary>Whether its pattern matches a model or host; capital and small letters are the same.</summary>
    public bool Matches(string model) =>
        IsForAll || FileSystemName.MatchesSimpleExpression(Pattern, model);
}
