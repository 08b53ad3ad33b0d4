namespace Pressrun.Surfaces.Tests.Journals;

/// <summary>One time a provider was asked.</summary>
/// <param name="Key">The call.</param>
/// <param name="Attempt">Which attempt of it.</param>
/// <param name="Place">Item, stage and part, for people.</param>
internal sealed record Sending(Model.CallKey Key, int Attempt, string Place);
