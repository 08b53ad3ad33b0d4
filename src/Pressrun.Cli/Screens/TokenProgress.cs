namespace Pressrun.Cli.Screens;

/// <summary>Tokens of a run so far.</summary>
/// <param name="In">Sent, the cached ones included.</param>
/// <param name="Cached">Of those sent, how many came from the provider's cache.</param>
/// <param name="Out">Received.</param>
internal sealed record TokenProgress(long In, long Cached, long Out);
