namespace Pressrun.Pipelines.Building;

/// <summary>A model that stages of a pipeline ask.</summary>
/// <param name="Name">The model, as its service calls it.</param>
/// <param name="Speaks">Whether it is asked to speak, not to write.</param>
/// <param name="InBatch">Whether it is asked in batches, not at once.</param>
public sealed record AskedModel(string Name, bool Speaks, bool InBatch = false);
