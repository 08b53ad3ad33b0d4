namespace Pressrun.Adapters.Tests.Objects;

/// <summary>An object in a store.</summary>
/// <param name="Content">What it holds.</param>
/// <param name="ETag">The mark of its state.</param>
/// <param name="Headers">What is told of it.</param>
internal sealed record StoredObject(byte[] Content, string ETag, params (string Name, string Value)[] Headers);
