namespace Pressrun.Pipelines.Templates;

/// <summary>Where in a rendered text the value of an expression begins.</summary>
/// <param name="Start">Offset in the rendered text.</param>
/// <param name="Length">Of what it printed, in UTF-16 units.</param>
/// <param name="At">Offset of the expression in the template.</param>
/// <param name="Item">The key of the item whose turn it was in <c>{{#each items}}</c>; null outside of it.</param>
internal sealed record Mark(int Start, int Length, int At, string? Item);
