namespace Pressrun.Pipelines.Building;

/// <summary>A model of a service that stages or gates ask, or would ask if others cannot answer.</summary>
/// <param name="Provider">The provider's name in the file.</param>
/// <param name="Kind">Which interface it speaks, such as <c>openai</c>.</param>
/// <param name="Model">The model as the service calls it; empty if only a provider was named.</param>
/// <param name="Region">The region of a cloud; null if none is given.</param>
public sealed record AskedModel(string Provider, string Kind, string Model, string? Region)
{
    /// <summary>As a pipeline file writes it.</summary>
    public override string ToString() => Model.Length == 0 ? Provider : $"{Provider}/{Model}";
}
