using Pressrun.Model;

namespace Pressrun.Pipelines.Files;

/// <summary>A limit and what it holds for.</summary>
/// <param name="Pattern">A model, or with <c>*</c> many; <c>*</c> alone is all. For <c>fetch</c> it is a host.</param>
/// <param name="Limit">The limit.</param>
/// <param name="At">Where it stands.</param>
internal sealed record LimitSetting(string Pattern, Limit Limit, Position At);
