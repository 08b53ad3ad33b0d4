namespace Pressrun.Pipelines.Verbs;

/// <summary>A model as a pipeline names it: <c>anthropic/claude-sonnet-5-5</c>.</summary>
/// <param name="Provider">The provider, before the first slash.</param>
/// <param name="Model">The model, after it; empty takes the provider's default.</param>
internal sealed record ModelName(string Provider, string Model)
{
    /// <summary>Cuts at the first slash; without one the whole is the provider.</summary>
    public static ModelName Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new(text, "") : new(text[..slash], text[(slash + 1)..]);
    }

    /// <inheritdoc/>
    public override string ToString() => Model.Length == 0 ? Provider : $"{Provider}/{Model}";
}
