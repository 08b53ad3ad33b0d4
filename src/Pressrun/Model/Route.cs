namespace Pressrun.Model;

/// <summary>Whom a call may be sent to.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Model">The model, as it calls it.</param>
public sealed record Route(string Provider, string Model);
