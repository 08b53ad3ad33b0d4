namespace Pressrun.Pipelines.Building;

/// <summary>What a pipeline says of fetching pages.</summary>
/// <param name="Contact">Name and address for the User-Agent; null if it gives none.</param>
/// <param name="AllowHosts">Private hosts that may be reached all the same; may be empty.</param>
public sealed record WebSettings(string? Contact, IReadOnlyList<string> AllowHosts);
