namespace Pressrun.Pipelines.Files;

/// <summary>When a stage may begin.</summary>
/// <param name="Share">Share of the other stage that must be done, 0 to 1.</param>
/// <param name="Of">The other stage.</param>
internal sealed record StartSettings(double Share, string Of);
