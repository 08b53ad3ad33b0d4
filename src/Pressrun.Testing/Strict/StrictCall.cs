namespace Pressrun.Testing.Strict;

/// <summary>One call of a client, with what only the provider knows of it.</summary>
/// <param name="Number">Its number within the run, from 0.</param>
/// <param name="Work">How long the provider works on it once admitted.</param>
/// <param name="Input">Input tokens as the provider counts them.</param>
/// <param name="Output">Output tokens it will return.</param>
/// <param name="MaxOutput">The most output tokens the client allows.</param>
/// <param name="EstimatedInput">Input tokens as the client estimates them.</param>
internal sealed record StrictCall(
    int Number, TimeSpan Work, long Input = 0, long Output = 0, long MaxOutput = 0, long EstimatedInput = 0);
