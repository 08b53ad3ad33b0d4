using Pressrun.Pipelines.Files.Reading;

namespace Pressrun.Pipelines.Files.Layering;

/// <summary>One of the trees that are laid over each other.</summary>
/// <param name="Name">What a person calls it.</param>
/// <param name="Root">Its keys.</param>
internal sealed record Layer(string Name, Node.Map Root);
