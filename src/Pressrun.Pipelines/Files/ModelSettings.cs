namespace Pressrun.Pipelines.Files;

/// <summary>A name of the user's own for a model, or for several tried in order.</summary>
/// <param name="Name">The name.</param>
/// <param name="At">Where it stands.</param>
/// <param name="Models">The models in order, aliases within resolved; at least one.</param>
internal sealed record ModelSettings(string Name, Position At, IReadOnlyList<ModelReference> Models);
