namespace Pressrun.Model;

/// <summary>Who is asked while whoever was named first is out.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Model">The model, as it calls it.</param>
public sealed record Fallback(string Provider, string Model);
