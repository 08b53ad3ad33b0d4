using Pressrun.Model;

namespace Pressrun.Providers.Folders;

/// <summary>How writing a file below a folder ended.</summary>
/// <param name="Outcome">Answered if the file is there with the asked content; else why it is not.</param>
/// <param name="Bytes">The file's size in bytes; 0 if it failed.</param>
/// <param name="Sha256">SHA-256 of the content, 64 lower-case hex digits; empty if it failed.</param>
public sealed record FolderWrite(Outcome Outcome, long Bytes, string Sha256)
{
    /// <summary>Whether the file is there with the asked content.</summary>
    public bool IsThere => Outcome is Outcome.Answered;

    internal static FolderWrite Failed(Outcome.Failed why) => new(why, 0, "");
}
