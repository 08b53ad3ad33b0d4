namespace Pressrun.Model;

/// <summary>A large body kept beside the store, named by its content.</summary>
/// <param name="Hash">SHA-256 of the content, 64 lower-case hex digits.</param>
/// <param name="Length">Size in bytes.</param>
public sealed record Blob(string Hash, long Length);
